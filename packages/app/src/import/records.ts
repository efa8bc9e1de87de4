/** One record of delimited text: a row, which may span lines where a quoted field holds line ends. */
export interface TextRecord {
  /** 1 for the first row of the file; blank rows count, as a spreadsheet counts them. */
  readonly row: number;
  readonly fields: readonly string[];
  /** Lines that it spans. */
  readonly lines: number;
  /** Set when the text is broken there; `fields` are then a guess. */
  readonly fault: 'brokenQuote' | 'brokenText' | null;
}

/** No honest field is longer; a quote that runs on for this long was never closed. */
const LONGEST_RECORD = 64 * 1024;
const REPLACEMENT = '\uFFFD';

interface Parsed {
  readonly fields: string[];
  readonly end: number;
  readonly lines: number;
}

/**
 * Reads delimited text piece by piece. More patient than a database's reader, since a stray quote must
 * cost one row and not all that follow:
 *
 * - a quote inside a quoted field that neither doubles nor closes it is taken as written;
 * - a quoted field whose end is not found within its record (the next quote does not close it, or closing
 *   there would leave a row of another width) is broken: that line alone is told as a fault.
 */
export class RecordReader {
  #text = '';
  #row = 0;

  constructor(
    private readonly delimiter: string,
    /** Columns of the header, where known: a record over several lines must fit it. */
    private readonly width: number | null = null,
  ) {}

  /** The records that are complete once `text` has come in; `isLast` when nothing follows. */
  *read(text: string, isLast: boolean): Generator<TextRecord> {
    this.#text += text;
    let at = 0;
    while (at < this.#text.length) {
      const parsed = this.#parse(at, isLast);
      if (parsed === 'more') break;
      const { fields, end, lines, fault } = parsed;
      at = end;
      this.#row++;
      const isBlank = fields.length === 1 && fields[0].trim() === '';
      if (isBlank) continue;
      const broken =
        fault ?? (fields.some((field) => field.includes(REPLACEMENT)) ? 'brokenText' : null);
      yield { row: this.#row, fields, lines, fault: broken };
    }
    this.#text = this.#text.slice(at);
  }

  #parse(start: number, isLast: boolean): (Parsed & { fault: 'brokenQuote' | null }) | 'more' {
    const parsed = this.#parseQuoted(start, isLast);
    if (parsed === 'more') return 'more';
    if (parsed !== 'broken') {
      const fits = this.width === null || parsed.lines === 1 || parsed.fields.length === this.width;
      if (fits) return { ...parsed, fault: null };
    }
    const lineEnd = endOfLine(this.#text, start);
    const line = this.#text.slice(start, lineEnd.at);
    return {
      fields: line.split(this.delimiter),
      end: lineEnd.next,
      lines: 1,
      fault: 'brokenQuote',
    };
  }

  #parseQuoted(start: number, isLast: boolean): Parsed | 'more' | 'broken' {
    const text = this.#text;
    const fields: string[] = [];
    let at = start;
    let lines = 1;
    for (;;) {
      let from = at;
      while (text[from] === ' ') from++;
      if (text[from] === '"') {
        let value = '';
        let piece = from + 1;
        for (;;) {
          const quote = text.indexOf('"', piece);
          if (quote < 0 || quote - start > LONGEST_RECORD) {
            if (quote < 0 && !isLast && text.length - start <= LONGEST_RECORD) return 'more';
            return 'broken';
          }
          if (quote + 1 >= text.length && !isLast) return 'more';
          if (text[quote + 1] === '"') {
            value += text.slice(piece, quote + 1);
            piece = quote + 2;
            continue;
          }
          let after = quote + 1;
          while (text[after] === ' ') after++;
          if (after >= text.length && !isLast) return 'more';
          if (after >= text.length || this.#endsField(text[after])) {
            value += text.slice(piece, quote);
            at = after;
            break;
          }
          if (/[\r\n]/.test(text.slice(from, quote))) return 'broken';
          value += text.slice(piece, quote + 1);
          piece = quote + 1;
        }
        lines += countLineEnds(value);
        fields.push(value);
      } else {
        let end = at;
        while (end < text.length && !this.#endsField(text[end])) end++;
        if (end >= text.length && !isLast) return 'more';
        fields.push(text.slice(at, end));
        at = end;
      }
      if (text[at] === this.delimiter) {
        at++;
        if (at >= text.length && !isLast) return 'more';
        continue;
      }
      if (text[at] === '\r' && at + 1 >= text.length && !isLast) return 'more';
      return { fields, end: endOfLine(text, at).next, lines };
    }
  }

  #endsField(character: string): boolean {
    return character === this.delimiter || character === '\n' || character === '\r';
  }
}

function endOfLine(text: string, from: number): { readonly at: number; readonly next: number } {
  let at = from;
  while (at < text.length && text[at] !== '\n' && text[at] !== '\r') at++;
  return { at, next: text[at] === '\r' && text[at + 1] === '\n' ? at + 2 : at + 1 };
}

const countLineEnds = (text: string): number => text.match(/\r\n|\n|\r/g)?.length ?? 0;

const DELIMITERS = [',', ';', '\t', '|'];

/**
 * The delimiter of a text: the one that cuts most of its first lines into the same number of fields,
 * the more fields the better. A first line such as `sep=;` (Excel's own) decides.
 */
export function guessDelimiter(text: string): string {
  const said = /^\uFEFF?sep=(.)\r?\n/i.exec(text);
  if (said) return said[1];
  let best = { delimiter: ',', score: 0 };
  for (const delimiter of DELIMITERS) {
    const widths = new Map<number, number>();
    for (const record of new RecordReader(delimiter).read(text, true))
      widths.set(record.fields.length, (widths.get(record.fields.length) ?? 0) + 1);
    for (const [width, count] of widths) {
      const score = width > 1 ? count * Math.log2(width) : 0;
      if (score > best.score) best = { delimiter, score };
    }
  }
  return best.delimiter;
}
