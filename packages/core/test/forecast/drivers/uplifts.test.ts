import type { DemandPanel } from '@stockwright/core/demand';
import {
  type CalendarEvent,
  type EventColumns,
  eventColumns,
  eventExposure,
  eventUplifts,
  groupUplifts,
  judgeUplifts,
  seriesUplifts,
} from '@stockwright/core/forecast';
import { createDice, drawPoisson } from '@stockwright/core/maths';
import { expect, test } from 'vitest';

const FIRST_DAY = 19_000;
const DAYS = 730;

const at = (name: string, ...days: number[]): CalendarEvent[] =>
  days.map((day) => ({
    name,
    kind: 'retail',
    firstDay: FIRST_DAY + day,
    lastDay: FIRST_DAY + day + 1,
  }));

/** A panel of series with a weekday and a yearly season, whose mean is multiplied by a factor on some days. */
function panelOf(
  means: readonly number[],
  factorOf: (series: number, day: number) => number,
  days = DAYS,
): DemandPanel {
  const dice = createDice('uplift', means.length);
  const demand = new Float64Array(means.length * days);
  for (let s = 0; s < means.length; s++)
    for (let t = 0; t < days; t++) {
      const season =
        1 + 0.4 * Math.sin((2 * Math.PI * t) / 7) + 0.4 * Math.sin((2 * Math.PI * t) / 365);
      demand[s * days + t] = drawPoisson(dice, means[s] * season * factorOf(s, t));
    }
  return {
    seriesCount: means.length,
    item: Int32Array.from(means, (_, s) => s),
    location: new Int32Array(means.length),
    firstDay: new Int32Array(means.length).fill(FIRST_DAY),
    lastDay: FIRST_DAY + days - 1,
    offsets: Int32Array.from({ length: means.length + 1 }, (_, s) => s * days),
    demand,
    returned: new Float64Array(demand.length),
    observed: new Uint8Array(demand.length).fill(1),
  };
}

const daily = (events: CalendarEvent[], steps = DAYS + 60): EventColumns =>
  eventColumns(events, { step: 'day', firstDay: FIRST_DAY, steps });
const within = (columns: EventColumns, name: string, day: number) =>
  columns.values[columns.names.indexOf(name) * columns.span.steps + day] > 0;

test('uplifts are found in groups of slow sellers, within three standard errors of the truth', () => {
  const columns = daily([
    ...at('fair', 60, 425),
    ...at('nothing', 200, 565),
    ...at('strike', 300, 665),
  ]);
  const truth = [
    { fair: 2.4, strike: 0.2 },
    { fair: 1.4, strike: 0.2 },
  ];
  const means = Array.from({ length: 400 }, (_, s) => 0.1 + (s % 7) * 0.1);
  const panel = panelOf(means, (s, t) =>
    within(columns, 'fair', t) ? truth[s % 2].fair : within(columns, 'strike', t) ? 0.2 : 1,
  );
  const uplifts = eventUplifts({
    panel,
    group: Int32Array.from(means, (_, s) => s % 2),
    columnsOf: () => columns,
  });
  const fair = uplifts.names.indexOf('fair');
  const nothing = uplifts.names.indexOf('nothing');
  const strike = uplifts.names.indexOf('strike');
  for (let g = 0; g < 2; g++) {
    const near = (e: number, value: number) =>
      expect(Math.abs(uplifts.group[g * 3 + e] - value)).toBeLessThan(
        3 * uplifts.groupError[g * 3 + e],
      );
    near(fair, truth[g].fair);
    near(nothing, 1);
    near(strike, truth[g].strike);
    expect(uplifts.groupError[g * 3 + fair]).toBeLessThan(0.3);
  }
  expect(uplifts.group[fair]).toBeGreaterThan(uplifts.group[3 + fair] + 0.4);
});

test('two events that share days share the effect instead of doubling it', () => {
  const columns = daily([...at('black-friday', 100, 465), ...at('cyber-week', 100, 465, 300, 665)]);
  const means = new Array<number>(100).fill(2);
  const panel = panelOf(means, (_, t) => (within(columns, 'cyber-week', t) ? 1.8 : 1));
  const { overall, names } = eventUplifts({
    panel,
    group: new Int32Array(100),
    columnsOf: () => columns,
  });
  expect(names).toEqual(['black-friday', 'cyber-week']);
  expect(overall[0]).toBeGreaterThan(0.85);
  expect(overall[0]).toBeLessThan(1.15);
  expect(overall[1]).toBeCloseTo(1.8, 0.5);
});

test('an item has its group’s uplift, and moves away from it only as far as its own sales say', () => {
  const columns = daily(at('fair', 60, 150, 240, 330, 425, 515, 605, 695));
  const means = [...new Array<number>(60).fill(3), 40, 40, 0.01];
  const own = (s: number) => (s === 60 ? 3 : s === 61 ? 1 : 1.8);
  const panel = panelOf(means, (s, t) => (within(columns, 'fair', t) ? own(s) : 1));
  const { group, series } = eventUplifts({
    panel,
    group: new Int32Array(means.length),
    columnsOf: () => columns,
  });
  expect(group[0]).toBeGreaterThan(1.6);
  expect(group[0]).toBeLessThan(2.1);
  expect(series[60]).toBeGreaterThan(2.5);
  expect(series[61]).toBeLessThan(1.25);
  expect(Math.abs(series[62] - group[0])).toBeLessThan(0.1);
});

test('what was not observed, and an item not yet on sale, say nothing of an event', () => {
  const columns = daily(at('fair', 60, 425));
  const panel = panelOf([5, 5, 5], () => 1);
  for (const day of [60, 61, 425, 426])
    for (let s = 0; s < 3; s++) {
      panel.demand[s * DAYS + day] = 0;
      panel.observed[s * DAYS + day] = 0;
    }
  const { group, groupError, overall } = eventUplifts({
    panel,
    group: new Int32Array(3),
    columnsOf: () => columns,
  });
  expect(overall[0]).toBe(1);
  expect(group[0]).toBe(1);
  expect(groupError[0]).toBeGreaterThan(0.2);
});

test('afterwards an occurrence is judged by uplifts that were learnt before it', () => {
  const columns = daily(at('fair', 60, 425, 720));
  const means = new Array<number>(50).fill(4);
  const factor = (_: number, t: number) => (within(columns, 'fair', t) ? (t >= 720 ? 1.2 : 2) : 1);
  const whole = panelOf(means, factor);
  const before = panelOf(means, factor, 700);
  const group = new Int32Array(50);
  const uplifts = eventUplifts({ panel: before, group, columnsOf: () => columns });
  const judged = judgeUplifts({ panel: whole, group, columnsOf: () => columns }, uplifts);
  expect(judged.map(({ firstDay }) => firstDay - FIRST_DAY)).toEqual([60, 425, 720]);
  const last = judged[2];
  expect(last).toMatchObject({
    event: 'fair',
    group: 0,
    lastDay: FIRST_DAY + 721,
    seriesCount: 50,
  });
  expect(last.expectedUplift).toBeGreaterThan(1.8);
  expect(last.seenUplift).toBeGreaterThan(1.05);
  expect(last.seenUplift).toBeLessThan(1.35);
  expect(last.soldPieces / last.usualPieces).toBeCloseTo(last.seenUplift, 12);
});

test('an exposure multiplies the events of a step by the share that each takes of it', () => {
  const columns = eventColumns([...at('a', 2), ...at('b', 3)], {
    step: 'day',
    firstDay: FIRST_DAY,
    steps: 6,
  });
  expect(Array.from(eventExposure(columns, [9, 2, 1.5], 1))).toEqual([1, 1, 2, 3, 1.5, 1]);
  const week = eventColumns(at('a', 2), { step: 'week', firstDay: FIRST_DAY, steps: 1 });
  expect(eventExposure(week, [2])[0]).toBeCloseTo(9 / 7, 12);
});

test('columns that are not daily, or differ between locations, are refused', () => {
  const panel = panelOf([1, 1], () => 1, 50);
  const group = new Int32Array(2);
  const weekly = eventColumns(at('a', 2), { step: 'week', firstDay: FIRST_DAY, steps: 9 });
  expect(() => eventUplifts({ panel, group, columnsOf: () => weekly })).toThrow(/daily/);
  panel.location[1] = 7;
  const columnsOf = (location: number) => daily(at(location === 7 ? 'a' : 'b', 2));
  expect(() => eventUplifts({ panel, group, columnsOf })).toThrow(/location 7/);
});

test('a part of the catalogue, and an item without history, are finished from the groups alone', () => {
  const columns = daily(at('fair', 60, 425));
  const factor = (_: number, t: number) => (within(columns, 'fair', t) ? 2 : 1);
  const whole = panelOf(new Array<number>(30).fill(3), factor);
  const data = { panel: whole, group: new Int32Array(30), columnsOf: () => columns };
  const groups = groupUplifts(data);
  const all = eventUplifts(data);
  const part: DemandPanel = {
    ...whole,
    seriesCount: 2,
    item: whole.item.slice(4, 6),
    location: whole.location.slice(4, 6),
    firstDay: whole.firstDay.slice(4, 6),
    offsets: whole.offsets.slice(4, 7),
  };
  const own = seriesUplifts({ ...data, panel: part }, groups);
  expect(own.series).toEqual(all.series.slice(4, 6));
  const fresh = panelOf([3], factor, 5);
  const { series } = seriesUplifts({ ...data, panel: fresh }, groups);
  expect(series[0]).toBeCloseTo(groups.group[0], 6);
  expect(() => seriesUplifts({ ...data, group: new Int32Array(30).fill(1) }, groups)).toThrow(
    /group 1/,
  );
});

/** 春节, Christmas, New Year and 元宵 of four years with long windows, and a flag on ten days of each month. */
function crowdedFeasts(days: number): EventColumns {
  const yearly = (name: string, place: readonly number[]): CalendarEvent[] =>
    place.map((day, year) => {
      const firstDay = FIRST_DAY + year * 365 + day;
      return { name, kind: 'holiday', firstDay, lastDay: firstDay };
    });
  const flagged = Array.from({ length: days + 60 }, (_, t) => t).filter((t) => t % 30 < 10);
  return eventColumns(
    [
      ...yearly('christmas', [358, 358, 358, 358]),
      ...yearly('new-year', [365, 365, 365, 365]),
      ...yearly('spring-festival', [31, 20, 42, 28]),
      ...yearly('lantern', [45, 34, 56, 42]),
      ...flagged.map(
        (t): CalendarEvent => ({
          name: 'payday',
          kind: 'other',
          firstDay: FIRST_DAY + t,
          lastDay: FIRST_DAY + t,
        }),
      ),
    ],
    { step: 'day', firstDay: FIRST_DAY, steps: days + 60 },
    (name) => (name === 'payday' ? {} : { before: [1, 3, 7, 14], after: [1, 3] }),
  );
}

test('where long run-ups of moving feasts and a frequent flag leave hardly a day free, their factors are found', () => {
  const days = 4 * 365;
  const columns = crowdedFeasts(days);
  const truth = new Map([
    ['spring-festival', 0.3],
    ['spring-festival[-7..-4]', 1.6],
    ['spring-festival[-14..-8]', 1.3],
    ['lantern', 1.4],
    ['christmas', 0.05],
    ['christmas[-3..-2]', 1.5],
    ['christmas[-7..-4]', 1.2],
    ['payday', 1.1],
  ]);
  const { span, values } = columns;
  const factorOf = (names: (name: string) => boolean, t: number, of: (e: number) => number) =>
    columns.names.reduce(
      (product, name, e) =>
        values[e * span.steps + t] > 0 && names(name) ? product * of(e) : product,
      1,
    );
  const true_ = (e: number) => truth.get(columns.names[e]) ?? 1;
  const panel = panelOf([60, 40, 80], (_, t) => factorOf(() => true, t, true_), days);
  const { overall, overallError, names } = eventUplifts({
    panel,
    group: new Int32Array(3),
    columnsOf: () => columns,
  });
  names.forEach((name, e) => {
    const off = Math.abs(overall[e] - true_(e));
    expect(off, `${name}: ${overall[e]}`).toBeLessThan(3.5 * overallError[e] + 0.05);
  });
  // What no other feast shares is also sharp.
  for (const name of ['spring-festival', 'spring-festival[-7..-4]', 'christmas', 'payday']) {
    const e = names.indexOf(name);
    expect(Math.abs(overall[e] - true_(e)), `${name}: ${overall[e]}`).toBeLessThan(0.15);
  }
  // And what the feasts do to a day together is right where single ones cannot be told apart.
  for (let t = 60; t < days - 60; t++) {
    const found = factorOf(
      () => true,
      t,
      (e) => overall[e],
    );
    const meant = factorOf(() => true, t, true_);
    expect(Math.abs(found - meant), `day ${t}`).toBeLessThan(0.15 + 0.1 * meant);
  }
});
