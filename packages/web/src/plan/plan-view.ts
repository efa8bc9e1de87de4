import { DecisionState, PlanLineSort } from '@stockwright/contract';
import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';

/** What of the plan is seen, and how: filters, order, the line that is open. It lives in the address. */
export interface PlanView {
  readonly kind: 'buy' | 'transfer' | null;
  /** Code of the giving place. */
  readonly from: string | null;
  /** Code of the receiving place. */
  readonly to: string | null;
  readonly state: DecisionState | null;
  readonly search: string;
  readonly sort: PlanLineSort;
  readonly descending: boolean;
}

const FIRST_VIEW: PlanView = {
  kind: null,
  from: null,
  to: null,
  state: null,
  search: '',
  sort: 'valueAtRisk',
  descending: true,
};

/** The view that an address names; what it does not name, or names wrongly, is as at first. */
export function readPlanView(params: URLSearchParams): PlanView {
  const kind = params.get('kind');
  const state = DecisionState.safeParse(params.get('state'));
  const sort = PlanLineSort.safeParse(params.get('sort'));
  return {
    kind: kind === 'buy' || kind === 'transfer' ? kind : null,
    from: params.get('from'),
    to: params.get('to'),
    state: state.success ? state.data : null,
    search: params.get('search') ?? '',
    sort: sort.success ? sort.data : FIRST_VIEW.sort,
    descending: params.get('order') !== 'ascending',
  };
}

/** Writes a view into an address, leaving out what is as at first, and whatever else stands there alone. */
export function writePlanView(view: PlanView, former: URLSearchParams): URLSearchParams {
  const params = new URLSearchParams(former);
  const put = (name: string, value: string | null) =>
    value ? params.set(name, value) : params.delete(name);
  put('kind', view.kind);
  put('from', view.from);
  put('to', view.to);
  put('state', view.state);
  put('search', view.search);
  put('sort', view.sort === FIRST_VIEW.sort ? null : view.sort);
  put('order', view.descending ? null : 'ascending');
  return params;
}

export const isFiltered = (view: PlanView): boolean =>
  Boolean(view.kind || view.from || view.to || view.state || view.search);

/** The view in the address, and how to change parts of it. */
export function usePlanView() {
  const [params, setParams] = useSearchParams();
  const text = params.toString();
  // Two addresses that read alike are one view, so that the list is not asked for again.
  const view = useMemo(() => {
    const all = new URLSearchParams(text);
    all.delete('line');
    return readPlanView(all);
  }, [text]);
  const change = useCallback(
    (part: Partial<PlanView>) =>
      setParams((former) => writePlanView({ ...readPlanView(former), ...part }, former), {
        replace: true,
      }),
    [setParams],
  );
  const lineText = params.get('line');
  const openLine = useCallback(
    (id: number | null) =>
      setParams(
        (former) => {
          const next = new URLSearchParams(former);
          if (id === null) next.delete('line');
          else next.set('line', String(id));
          return next;
        },
        { replace: true },
      ),
    [setParams],
  );
  return {
    view,
    change,
    openLineId: lineText && /^\d+$/.test(lineText) ? Number(lineText) : null,
    openLine,
  };
}
