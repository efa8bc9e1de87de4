/**
 * Text in a spreadsheet that begins like a formula is run as one when the file is opened (or saved as
 * CSV and opened again): an item name `=HYPERLINK(…)` becomes somebody's click. Such text gets an
 * apostrophe in front, by which spreadsheets mark text; `fromCellText` takes it off again.
 *
 * Text that already begins with an apostrophe before such a character gets one more, so that what is
 * read back is always exactly what was written.
 *
 * @see OWASP, "CSV Injection": = + - @, tab, carriage return; the full-width forms count in some editions
 */
export const toCellText = (text: string): string =>
  /^'*[=+\-@＝＋－＠\t\r\n]/.test(text) ? `'${text}` : text;

/** Undoes `toCellText`. */
export const fromCellText = (text: string): string =>
  /^'+[=+\-@＝＋－＠\t\r\n]/.test(text) ? text.slice(1) : text;
