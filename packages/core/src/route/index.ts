/** Stage 6, route: which place ships which line. Opens with order routing; empty until then. */
export {};
