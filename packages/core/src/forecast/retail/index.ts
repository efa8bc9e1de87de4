export * from './censored/index.js';
export * from './end-of-life/index.js';
export * from './launch/index.js';
export * from './outliers/index.js';
export * from './succession/index.js';
