/** Numbers of PostgreSQL's built-in types, as both drivers use them. */
export const typeNumber = { int8: 20, date: 1082, dateList: 1182, int8List: 1016 } as const;

/**
 * A bigint as a number. Ids, counts and sums of pieces stay far below 2^53; one that does not is a
 * fault that must not be rounded away.
 */
export function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value))
    throw new RangeError(`The database answered ${text}, which a number cannot hold exactly`);
  return value;
}

/** A list as PostgreSQL writes it when its members need no quotes: `{1,2}`. */
export const parseSimpleList =
  <Member>(parse: (text: string) => Member) =>
  (text: string): (Member | null)[] =>
    text === '{}'
      ? []
      : text
          .slice(1, -1)
          .split(',')
          .map((member) => (member === 'NULL' ? null : parse(member)));
