import {
  addEvent,
  addOverride,
  changeEvent,
  type Database,
  getEvent,
  listEvents,
  listOverrides,
  openDatabase,
  removeEvent,
  withdrawOverride,
} from '@stockwright/app';
import { formatDay, parseDay } from '@stockwright/core/units';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { replaceEvents } from '../../src/calendar/replace-events.js';
import { driverHistory } from '../../src/history/index.js';
import { loadForecastInputs } from '../../src/plan/run/load-forecast-inputs.js';
import { houses } from '../import/house.js';
import { describeOnBoth } from '../support/databases.js';
import { furnishShop } from '../support/shop.js';

describeOnBoth('what people tell the forecast', (databases) => {
  const house = houses('file');
  let database: Database;
  beforeAll(async () => {
    database = await openDatabase(await databases.place());
    await furnishShop(database);
  });
  afterAll(() => database.close());

  test('a change is a new version, a stale change is refused, and a removed event keeps its story', async () => {
    const fair = { name: 'Toy Fair 2026', fromDay: '2026-01-20', toDay: '2026-01-22' };
    const added = await addEvent(database, { ...fair, location: 'YORK', item: 'BEAR' }, 'ann');
    expect(added).toMatchObject({
      origin: 'person',
      recursAs: 'toy fair',
      expectedUplift: null,
      location: { code: 'YORK' },
      item: { code: 'BEAR' },
    });
    const changed = await changeEvent(
      database,
      added.id,
      added.version,
      { ...fair, expectedUplift: 0.5 },
      'bob',
    );
    expect(changed).toMatchObject({ expectedUplift: 0.5, location: null, actor: 'bob' });
    await expect(changeEvent(database, added.id, added.version, fair, 'ann')).rejects.toMatchObject(
      { code: 'calendar.changedMeanwhile' },
    );
    expect((await listEvents(database, { recursAs: 'toy fair' })).total).toBe(1);
    expect((await listEvents(database, { recursAs: 'toy' })).total).toBe(0);
    await removeEvent(database, added.id, { actor: 'ann', reason: 'not this year' });
    expect((await listEvents(database)).total).toBe(0);
    const { versions } = await getEvent(database, added.id);
    expect(versions.map(({ isRemoved, actor }) => [isRemoved, actor])).toEqual([
      [true, 'ann'],
      [false, 'bob'],
      [false, 'ann'],
    ]);
    await expect(addEvent(database, { ...fair, toDay: '2026-01-01' }, 'ann')).rejects.toMatchObject(
      { code: 'calendar.endBeforeStart' },
    );
    await expect(
      database.execute('update calendar_event_version set name = $1', ['x']),
    ).rejects.toThrow('append-only');
  });

  test('an import replaces its own events, and what a person changed stays', async () => {
    const home = await house(database);
    const write = (lines: readonly string[]) =>
      home.file('events.csv', `event,from,to,uplift\n${lines.join('\n')}\n`);
    const names = async (db: Database) =>
      (await listEvents(db, { origin: 'imported' })).data.map(({ name, toDay, expectedUplift }) => [
        name,
        toDay,
        expectedUplift,
      ]);
    await home.take(await write(['Sale,2026-03-01,2026-03-02,0.4', 'Fete,2026-04-01,2026-04-01,']));
    const [sale] = (await listEvents(database, { origin: 'imported' })).data;
    expect(await names(database)).toEqual([
      ['Sale', '2026-03-02', 0.4],
      ['Fete', '2026-04-01', null],
    ]);
    await changeEvent(
      database,
      sale.id,
      sale.version,
      { name: 'Sale', fromDay: '2026-03-01', toDay: '2026-03-05' },
      'ann',
    );
    await home.take(await write(['Sale,2026-03-01,2026-03-02,0.9', 'Gala,2026-05-01,2026-05-01,']));
    expect(await names(database)).toEqual([
      ['Sale', '2026-03-05', null],
      ['Gala', '2026-05-01', null],
    ]);
  });

  test('holidays come once, however often they are asked for', async () => {
    const day = (name: string, from_day: string) => ({
      name,
      name_zh: null,
      recurs_as: name.toLowerCase(),
      kind: 'holiday',
      from_day,
      to_day: from_day,
      expected_uplift: null,
      item_id: null,
      category: null,
      location_id: null,
      country: 'GB',
    });
    const of = {
      origin: 'holiday',
      country: 'GB',
      fromDay: '2026-01-01',
      toDay: '2026-12-31',
    } as const;
    const seed = (events: ReturnType<typeof day>[]) =>
      database.transaction((tx) => replaceEvents(tx, of, events, 'holidays'));
    const christmas = day('Christmas', '2026-12-25');
    expect(await seed([christmas, day('Boxing Day', '2026-12-26')])).toMatchObject({ added: 2 });
    expect(await seed([christmas])).toEqual({ added: 0, changed: 0, removed: 1, unchanged: 1 });
    expect((await listEvents(database, { origin: 'holiday' })).total).toBe(1);
  });

  test('an override is checked, never changes, and is withdrawn once', async () => {
    const days = { fromDay: '2026-12-01', toDay: '2026-12-24' };
    const factor = { ...days, kind: 'factor', value: 1.5, reason: 'advert' } as const;
    const set = await addOverride(database, { ...factor, item: 'BEAR' }, 'ann');
    expect(set).toMatchObject({ item: { code: 'BEAR' }, location: null, withdrawal: null });
    const level = { ...factor, kind: 'level', item: 'BEAR' } as const;
    for (const [wrong, code] of [
      [{ ...factor }, 'forecast.overrideNeedsScope'],
      [level, 'forecast.levelNeedsPlace'],
      [{ ...factor, item: 'BEAR', value: -1 }, 'forecast.valueOutside'],
      [{ ...factor, item: 'BEAR', reason: ' ' }, 'forecast.reasonMissing'],
      [{ ...factor, item: 'NONE' }, 'item.notFound'],
      [{ ...factor, category: 'none' }, 'scope.categoryNotFound'],
    ] as const)
      await expect(addOverride(database, wrong, 'ann')).rejects.toMatchObject({ code });
    const gone = await withdrawOverride(database, set.id, { actor: 'bob', reason: 'no advert' });
    expect(gone.withdrawal).toMatchObject({ actor: 'bob', reason: 'no advert' });
    await expect(withdrawOverride(database, set.id, { actor: 'ann' })).rejects.toMatchObject({
      code: 'forecast.overrideWithdrawn',
    });
    expect((await listOverrides(database)).total).toBe(0);
    expect((await listOverrides(database, { inForce: false, item: 'BEAR' })).total).toBe(1);
    await expect(database.execute('delete from forecast_override')).rejects.toThrow('append-only');
  });

  test('promotions, drivers, successions and properties of items are imported', async () => {
    const home = await house(database);
    const write = (name: string, lines: readonly string[]) =>
      home.file(name, `${lines.join('\n')}\n`);
    await home.take(
      await write('items.csv', [
        'item,item name,brand,theme,colour,launch date',
        'BEAR,Bear,Fluff,Forest,brown,2026-01-05',
        'BEAR2,Bear II,Fluff,Forest,,2026-05-01',
      ]),
    );
    const report = await home.take(
      [
        await write('promo.csv', [
          'sku,store,promotion,start date,end date,discount',
          'BEAR,YORK,May sale,2026-05-01,2026-05-07,20',
          'BEAR,YORK,May sale,2026-05-08,2026-05-09,0.2',
          'NONE,YORK,May sale,2026-05-01,2026-05-07,20',
        ]),
        await write('weather.csv', [
          'driver,date,location,value',
          'temperature,2026-05-01,YORK,11.5',
          'temperature,2026-05-02,YORK,11.5',
          'temperature,2026-05-03,YORK,14',
        ]),
        await write('new-codes.csv', ['old item,new item,from,share', 'BEAR,BEAR2,2026-05-01,0.8']),
      ],
      { rejectThreshold: 0.5 },
    );
    expect(report.sources.map(({ kind, rejected }) => [kind, rejected])).toEqual([
      ['successions', 0],
      ['promotions', 1],
      ['drivers', 0],
    ]);
    const runs = (await driverHistory(home.store)).map(({ fromDay, toDay, value, ...driver }) => [
      driver,
      [...fromDay].map((day, i) => [formatDay(day), formatDay(toDay[i]), value[i]]),
    ]);
    expect(runs).toEqual([
      [{ name: 'promotion', item: 'BEAR', location: 'YORK' }, [['2026-05-01', '2026-05-09', 0.2]]],
      [
        { name: 'temperature', item: null, location: 'YORK' },
        [
          ['2026-05-01', '2026-05-02', 11.5],
          ['2026-05-03', '2026-05-03', 14],
        ],
      ],
    ]);
    const inputs = await database.transaction(loadForecastInputs);
    const [bear] = inputs.items;
    expect(bear).toMatchObject({
      code: 'BEAR',
      brand: 'Fluff',
      attributes: { series: 'Forest', colour: 'brown' },
      launchDay: parseDay('2026-01-05'),
    });
    expect(inputs.successions).toMatchObject([
      { predecessor: bear.item, fromDay: parseDay('2026-05-01'), share: 0.8 },
    ]);
  });
});
