export type { Clock, JobProgress } from './ports.js';
export * from './postgres/index.js';
export { type Language, Problem, type ProblemCode } from './problem.js';
export * from './store/index.js';
