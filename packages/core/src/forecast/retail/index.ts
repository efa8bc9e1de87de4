export * from './censored/index.js';
