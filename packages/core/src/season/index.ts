/** Season: replays a whole season through all stages with a seed. Opens with the season bench; empty until then. */
export {};
