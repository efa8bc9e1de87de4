/**
 * What makes a workbook ours: a hidden sheet that says which run it was exported from and what stood
 * on each line at that moment, so that an edited file can be told from one that has only grown old.
 *
 *     row 1   MARK          FORMAT
 *     row 2   run           id of the run
 *     row 3   fingerprint   hash of the run's inputs: tells the run 7 of one database from another's
 *     row 4   (titles)
 *     row 5…  line id, state, quantity, reason, until
 */
export const HIDDEN_SHEET = '_stockwright';
export const MARK = 'stockwright plan workbook';
/** Raised when a reader of the earlier format would misread the file. */
export const FORMAT = 1;
export const FIRST_BASE_ROW = 5;
