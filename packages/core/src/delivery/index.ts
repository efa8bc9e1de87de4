/** Stage 7, delivery: vehicles, tours and carriers. Opens with delivery planning; empty until then. */
export {};
