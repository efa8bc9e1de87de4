import { type EvaluationSet, type SetForm, thinned } from '../forecast/sets/evaluation-set.js';

/** Sets of one form and step, judged together. */
export interface SetGroup {
  /** "monthly items of m5". */
  readonly name: string;
  /** What their series are, for people. */
  readonly title: string;
  readonly counts: boolean;
  readonly sets: readonly EvaluationSet[];
}

const TITLES: Readonly<Record<Exclude<SetForm, 'competition'>, string>> = {
  'daily items': 'Items by day',
  'daily levels': 'Sums of items by day',
  'monthly items': 'Items by month',
  'monthly parts': 'Spare parts by month',
};

/**
 * The sets by form and step. Each group is cut to about so many forecasts: every so many series are taken,
 * with all their windows, and the names of the sets say so.
 */
export function groupSets(
  sets: readonly EvaluationSet[],
  mostTasks: { readonly day: number; readonly other: number },
): SetGroup[] {
  const groups = new Map<string, EvaluationSet[]>();
  for (const set of sets) {
    const key = `${set.form} ${set.step}`;
    groups.set(key, [...(groups.get(key) ?? []), set]);
  }
  return [...groups.values()].map((own): SetGroup => {
    const [{ form, step, counts }] = own;
    // A set's name begins with its folder.
    const folders = [...new Set(own.map(({ name }) => name.split(':')[0]))].join(', ');
    const share = Math.ceil((step === 'day' ? mostTasks.day : mostTasks.other) / own.length);
    return {
      name: `${form === 'competition' ? `${step}s` : form} of ${folders}`,
      title: form === 'competition' ? `Series by ${step}` : TITLES[form],
      counts,
      sets: own.map((set) => thinned(set, share)),
    };
  });
}
