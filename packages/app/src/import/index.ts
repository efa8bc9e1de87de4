export { type ImportSettings, importFiles } from './import-files.js';
export type {
  FileReport,
  ImportNote,
  ImportReport,
  ReportedColumn,
  ReportedReject,
  SkippedFile,
  SourceReport,
} from './import-report.js';
export { type Field, type ImportKind, importKinds, isImportKind, kinds } from './kinds.js';
export { locationRuleSql } from './location-rule.js';
export { type FileMapping, type LocationRule, type Mapping, parseMapping } from './mapping.js';
