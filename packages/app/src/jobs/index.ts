export type { JobListener } from './job-events.js';
export {
  type InlineOptions,
  type JobContext,
  type JobHandler,
  JobRunner,
  type JobRunnerSettings,
} from './job-runner.js';
export type { JobFilter } from './job-table.js';
export {
  isEnded,
  type JobError,
  type JobLogLine,
  type JobView,
  jobErrorIn,
  jobErrorOf,
} from './job-view.js';
