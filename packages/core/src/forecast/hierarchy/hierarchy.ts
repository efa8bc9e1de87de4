/** One way of summing up the bottom series: by store, by category and store, all of them. */
export interface HierarchyLevel {
  /** Columns whose values tell the sums of this level apart; none for the total. */
  readonly columns: readonly string[];
  /** Its first node; its nodes follow one another. */
  readonly first: number;
  readonly count: number;
}

/**
 * Which series are sums of which: plain data, fit for workers. Nodes are numbered with the sums first, level
 * by level, and then the bottom series: node `aggregateCount + j` is bottom j. Levels may cross (stores and
 * categories); each is a partition of the bottoms.
 *
 * The sums are a sparse matrix, row by row: aggregate a is the sum of the bottoms
 * `members[offsets[a]] … members[offsets[a + 1] − 1]`, ascending.
 */
export interface Hierarchy {
  readonly bottomCount: number;
  readonly aggregateCount: number;
  /** In the order given, and the bottoms as the last. */
  readonly levels: readonly HierarchyLevel[];
  /** Of each aggregate: its values of its level's columns. */
  readonly keys: readonly (readonly string[])[];
  readonly offsets: Int32Array;
  readonly members: Int32Array;
}

/** Aggregates and bottoms together. */
export const nodeCountOf = ({ aggregateCount, bottomCount }: Hierarchy): number =>
  aggregateCount + bottomCount;

/**
 * Builds a hierarchy from what is known of each bottom series.
 *
 * @param bottoms one record of columns per bottom series: item_id, store_id …
 * @param levels  columns of each level, `[]` for the total. A level that tells all bottoms apart is the bottom
 *   itself, however often it is named, and adds no sums
 * @throws RangeError when there is no bottom, or a bottom lacks a column of a level
 * @example groupedHierarchy([{ store: 'A', item: '1' }, { store: 'A', item: '2' }], [[], ['item']]) has one
 *   aggregate, the total: the items are the bottoms
 */
export function groupedHierarchy(
  bottoms: readonly Readonly<Record<string, string>>[],
  levels: readonly (readonly string[])[],
): Hierarchy {
  if (bottoms.length === 0) throw new RangeError('a hierarchy needs at least one bottom series');
  const built: HierarchyLevel[] = [];
  const keys: (readonly string[])[] = [];
  const groups: number[][] = [];
  let bottomColumns: readonly string[] = [];
  for (const columns of levels) {
    const level = groupsOf(bottoms, columns);
    if (level.length === bottoms.length) {
      bottomColumns = columns;
      continue;
    }
    built.push({ columns, first: groups.length, count: level.length });
    for (const group of level) {
      keys.push(columns.map((column) => bottoms[group[0]][column]));
      groups.push(group);
    }
  }
  const aggregateCount = groups.length;
  built.push({ columns: bottomColumns, first: aggregateCount, count: bottoms.length });
  return { bottomCount: bottoms.length, aggregateCount, levels: built, keys, ...rowsOf(groups) };
}

/** The bottoms that share their values of the columns, in the order in which those first occur. */
function groupsOf(
  bottoms: readonly Readonly<Record<string, string>>[],
  columns: readonly string[],
): number[][] {
  const groups = new Map<string, number[]>();
  bottoms.forEach((bottom, j) => {
    const values = columns.map((column) => {
      const value = bottom[column];
      if (value === undefined) throw new RangeError(`bottom series ${j} has no column "${column}"`);
      return value;
    });
    const key = values.join('\u0000');
    const group = groups.get(key);
    if (group) group.push(j);
    else groups.set(key, [j]);
  });
  return [...groups.values()];
}

function rowsOf(groups: readonly (readonly number[])[]): {
  offsets: Int32Array;
  members: Int32Array;
} {
  const offsets = new Int32Array(groups.length + 1);
  groups.forEach((group, a) => {
    offsets[a + 1] = offsets[a] + group.length;
  });
  const members = new Int32Array(offsets[groups.length]);
  groups.forEach((group, a) => {
    members.set(group, offsets[a]);
  });
  return { offsets, members };
}

/**
 * The node of a level that each bottom belongs to.
 *
 * @param level index into `levels`
 * @throws RangeError when there is no such level
 */
export function nodesOfLevel(hierarchy: Hierarchy, level: number): Int32Array {
  const { levels, offsets, members, aggregateCount, bottomCount } = hierarchy;
  if (!(level in levels))
    throw new RangeError(`level is ${level}; the hierarchy has levels 0 to ${levels.length - 1}`);
  const { first, count } = levels[level];
  if (first === aggregateCount)
    return Int32Array.from({ length: bottomCount }, (_, j) => first + j);
  const nodes = new Int32Array(bottomCount);
  for (let a = first; a < first + count; a++)
    for (let i = offsets[a]; i < offsets[a + 1]; i++) nodes[members[i]] = a;
  return nodes;
}

/** The matrix of sums by columns: the aggregates that bottom j is part of are nodes[offsets[j]] … */
export interface AggregatesOfBottoms {
  readonly offsets: Int32Array;
  readonly nodes: Int32Array;
}

/** Turns the sums round: for each bottom the aggregates that it is part of, ascending. */
export function aggregatesOfBottoms(hierarchy: Hierarchy): AggregatesOfBottoms {
  const { bottomCount, aggregateCount, members } = hierarchy;
  const offsets = new Int32Array(bottomCount + 1);
  for (let i = 0; i < members.length; i++) offsets[members[i] + 1] += 1;
  for (let j = 0; j < bottomCount; j++) offsets[j + 1] += offsets[j];
  const nodes = new Int32Array(members.length);
  const next = offsets.slice(0, bottomCount);
  for (let a = 0; a < aggregateCount; a++)
    for (let i = hierarchy.offsets[a]; i < hierarchy.offsets[a + 1]; i++)
      nodes[next[members[i]]++] = a;
  return { offsets, nodes };
}
