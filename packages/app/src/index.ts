export * from './calendar/index.js';
export { type Change, ChangeFeed } from './events/index.js';
export * from './forecast/index.js';
export { sweepHistory } from './history/index.js';
export {
  type FileReport,
  type ImportKind,
  type ImportNote,
  type ImportReport,
  type ImportSettings,
  importFiles,
  importKinds,
  type SkippedFile,
  type SourceReport,
} from './import/index.js';
export * from './jobs/index.js';
export { describeImportNote, type ImportNoteCode } from './messages/import-notes.js';
export { type RejectReason, rejectReasons } from './messages/import-problems.js';
export { describe as describeProblem } from './messages/problems.js';
export * from './order/index.js';
export {
  listMovements,
  listSources,
  listStock,
  type Movement,
  type MovementQuery,
  type PlanLack,
  planLacks,
  refuseUnknownPlace,
  type SourceInForce,
  type Status,
  type StockBalance,
  type StockQuery,
  status,
} from './overview/index.js';
export {
  type DecisionInput,
  type DecisionReply,
  type DecisionWarning,
  decide,
} from './plan/decisions.js';
export { type ExportedFile, type ExportFormat, exportLines } from './plan/export-lines.js';
export type {
  Decision,
  ItemRef,
  LocationRef,
  PlanLine,
  PlanLineFilter,
  PlanLineSort,
} from './plan/plan-line-query.js';
export {
  getPlanLine,
  listPlanLines,
  type PlanLineDetail,
  type PlanLinePage,
  type PlanLineQuery,
  type PlanPosition,
} from './plan/plan-lines.js';
export {
  listPlanPositions,
  type PlanPositionList,
  type PlanPositionQuery,
} from './plan/plan-positions.js';
export {
  getPlanRun,
  listPlanRuns,
  type PlanInputs,
  type PlanRun,
  type PlanSummary,
} from './plan/plan-runs.js';
export * from './plan/run/index.js';
export {
  readWorkbook,
  type WorkbookOptions,
  type WorkbookPreview,
} from './plan/workbook.js';
export type { Clock, JobProgress } from './ports.js';
export * from './postgres/index.js';
export { type Language, Problem, type ProblemCode } from './problem.js';
export * from './store/index.js';
