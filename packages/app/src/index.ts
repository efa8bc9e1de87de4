export type { Clock, JobProgress } from './ports.js';
export { type Language, Problem, type ProblemCode } from './problem.js';
