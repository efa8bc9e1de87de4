import { parseDay } from '@stockwright/core/units';
import { expect, test } from 'vitest';
import { stockSnapshots } from '../../src/history/index.js';
import { describeOnBoth } from '../support/databases.js';
import { csv, type House, houses, problemOf } from './house.js';

const rows = async ({ store }: House, sql: string) => (await store.database.execute(sql)).rows;

/** A small company in files: two places, two suppliers, two items. */
async function company(home: House): Promise<string> {
  await home.file(
    'locations.csv',
    csv(
      'location,name,name zh,kind,country,time zone',
      'DC,Centre,中心仓,仓库,UK,Europe/London',
      'S1,London,伦敦店,shop,GB,',
    ),
  );
  await home.file(
    'suppliers.csv',
    csv(
      'supplier,name,currency,minimum order value,fixed order cost,review period days',
      'SUP,Maker,GBP,"1,000",60,14',
      'ALT,Other,£,0,0,7',
    ),
  );
  await home.file(
    'products.csv',
    csv(
      'item,name,category,unit price,is service',
      'BEAR,Red bear,Bears,9.99,no',
      'POST,Postage,,,yes',
    ),
  );
  await home.file(
    'lanes.csv',
    csv(
      'from,to,mode,lead time,lead time sd,order weekdays,fixed cost',
      'SUP,DC,sea,70,10,"Mon, Thu",350',
      'DC,S1,,2,0.5,135,8'.replace('135', '"1,3,5"'),
    ),
  );
  await home.file(
    'supply.csv',
    csv('item,supplier,cost,moq,pack', 'BEAR,SUP,4.1,48,12', 'BEAR,ALT,5,,'),
  );
  await home.file(
    'prices.csv',
    csv('item,location,valid from,price', 'BEAR,,2011-01-01,9.99', 'BEAR,S1,2011-06-01,10.5'),
  );
  await home.file('events.csv', csv('event,from,to,location', 'Sale,2011-11-25,2011-11-27,S1'));
  await home.file(
    'stock.csv',
    csv(
      'item,location,on hand,date',
      'BEAR,DC,100,2011-10-30',
      'BEAR,DC,90,2011-10-31',
      'BEAR,S1,3,2011-10-31',
      'BEAR,S1,4,2011-10-31',
    ),
  );
  await home.file(
    'on order.csv',
    csv(
      'po number,supplier,to,item,quantity,order date,expected',
      'PO-1,SUP,DC,BEAR,48,2011-10-01,2011-12-10',
    ),
  );
  return `${home.folder}/files`;
}

describeOnBoth('landing', ({ open }) => {
  const house = houses();

  test('a folder of files becomes master data, stock and open orders', async () => {
    const home = await house(await open());
    const report = await home.take(await company(home));
    expect(report.sources.map(({ kind, state, rejected }) => [kind, state, rejected])).toEqual(
      [
        'locations',
        'suppliers',
        'items',
        'lanes',
        'itemSupply',
        'prices',
        'events',
        'stock',
        'onOrder',
      ].map((kind) => [kind, 'imported', 0]),
    );
    expect(
      await rows(
        home,
        'select code, name_zh, kind, country, time_zone from location order by code',
      ),
    ).toEqual([
      { code: 'ALT', name_zh: null, kind: 'supplier', country: null, time_zone: 'UTC' },
      {
        code: 'DC',
        name_zh: '中心仓',
        kind: 'warehouse',
        country: 'GB',
        time_zone: 'Europe/London',
      },
      { code: 'S1', name_zh: '伦敦店', kind: 'shop', country: 'GB', time_zone: 'UTC' },
      { code: 'SUP', name_zh: null, kind: 'supplier', country: null, time_zone: 'UTC' },
    ]);
    expect(
      await rows(
        home,
        'select currency, minimum_order_value as value, review_period_days as days from supplier_terms order by value',
      ),
    ).toEqual([
      { currency: 'GBP', value: '0.0000', days: 7 },
      { currency: 'GBP', value: '1000.0000', days: 14 },
    ]);
    expect(
      await rows(home, 'select code, unit_price, currency, is_service from item order by code'),
    ).toEqual([
      { code: 'BEAR', unit_price: '9.9900', currency: 'GBP', is_service: false },
      { code: 'POST', unit_price: null, currency: 'GBP', is_service: true },
    ]);
    expect(
      await rows(
        home,
        'select mode, lead_time_mean_days as mean, review_period_days as review, order_weekdays as days from lane order by mode',
      ),
    ).toEqual([
      { mode: 'road', mean: '2.00', review: 7, days: [1, 3, 5] },
      { mode: 'sea', mean: '70.00', review: 14, days: [1, 4] },
    ]);
    expect(
      await rows(
        home,
        'select unit_cost, minimum_order_quantity as moq, pack_size as pack from item_supply order by unit_cost',
      ),
    ).toEqual([
      { unit_cost: '4.1000', moq: 48, pack: 12 },
      { unit_cost: '5.0000', moq: 1, pack: 1 },
    ]);
    expect(
      await rows(home, 'select unit_price, valid_from, currency from price order by valid_from'),
    ).toEqual([
      { unit_price: '9.9900', valid_from: '2011-01-01', currency: 'GBP' },
      { unit_price: '10.5000', valid_from: '2011-06-01', currency: 'GBP' },
    ]);
    expect(await rows(home, 'select name, from_day, to_day from calendar_event_in_force')).toEqual([
      { name: 'Sale', from_day: '2011-11-25', to_day: '2011-11-27' },
    ]);
    // The later of two days counts; two counts of one day are two bins.
    expect(
      await rows(
        home,
        'select l.code, on_hand, on_order, counted_on from stock_balance b join location l on l.id = b.location_id order by 1',
      ),
    ).toEqual([
      { code: 'DC', on_hand: 90, on_order: 48, counted_on: '2011-10-31' },
      { code: 'S1', on_hand: 7, on_order: 0, counted_on: '2011-10-31' },
    ]);
    expect(
      await rows(
        home,
        'select number, kind, state, order_on, arrive_on, unit_cost from supply_order o join supply_order_line l on l.order_id = o.id',
      ),
    ).toEqual([
      {
        number: 'PO-1',
        kind: 'purchase',
        state: 'sent',
        order_on: '2011-10-01',
        arrive_on: '2011-12-10',
        unit_cost: '4.1000',
      },
    ]);
    const { day, onHand, items, locations } = await stockSnapshots(home.store);
    expect({ day: [...day], onHand: [...onHand], items, locations }).toEqual({
      day: [parseDay('2011-10-30'), parseDay('2011-10-31'), parseDay('2011-10-31')],
      onHand: [100, 90, 7],
      items: ['BEAR'],
      locations: ['DC', 'S1'],
    });
    // The same folder again is the same company.
    const again = await home.take(`${home.folder}/files`);
    expect(again.sources.every(({ state }) => state === 'unchanged')).toBe(true);
  });

  test('what a new version of a file no longer lists goes out of use, and comes back with the next', async () => {
    const home = await house(await open());
    const folder = await company(home);
    await home.take(folder);
    const before = csv('from,to,mode,lead time', 'SUP,DC,sea,70');
    const path = await home.file('lanes.csv', before);
    await home.take(path);
    await home.take(await home.file('products.csv', csv('item,name', 'BEAR,Red bear')));
    await home.take(await home.file('supply.csv', csv('item,supplier,cost', 'BEAR,ALT,5.5')));
    expect(await rows(home, 'select mode, is_active from lane order by mode')).toEqual([
      { mode: 'road', is_active: false },
      { mode: 'sea', is_active: true },
    ]);
    expect(await rows(home, 'select code, is_active from item order by code')).toEqual([
      { code: 'BEAR', is_active: true },
      { code: 'POST', is_active: false },
    ]);
    expect(await rows(home, 'select unit_cost from item_supply')).toEqual([
      { unit_cost: '5.5000' },
    ]);
    await home.take(
      await home.file('lanes.csv', csv('from,to,mode,lead time', 'SUP,DC,sea,70', 'DC,S1,road,3')),
    );
    expect(await rows(home, 'select mode from lane where is_active order by mode')).toHaveLength(2);
  });

  test('a newer list of open orders adjusts, adds and closes them, and pieces on order follow', async () => {
    const home = await house(await open());
    await home.take(await company(home));
    const header = 'po number,supplier,to,item,quantity,order date,expected';
    const onOrder = () => rows(home, 'select on_order from stock_balance where on_order > 0');
    const list = (...lines: string[]) => home.file('on order.csv', csv(header, ...lines));
    await home.take(
      await list(
        'PO-1,SUP,DC,BEAR,36,2011-10-01,2011-12-17',
        'PO-2,SUP,DC,BEAR,24,2011-11-01,2012-01-10',
      ),
    );
    expect(await onOrder()).toEqual([{ on_order: 60 }]);
    expect(
      await rows(
        home,
        'select arrive_on, ordered from supply_order o join supply_order_line l on l.order_id = o.id order by number',
      ),
    ).toEqual([
      { arrive_on: '2011-12-17', ordered: 36 },
      { arrive_on: '2012-01-10', ordered: 24 },
    ]);
    await home.take(await list('PO-2,SUP,DC,BEAR,24,2011-11-01,2012-01-10'));
    expect(await onOrder()).toEqual([{ on_order: 24 }]);
    expect(await rows(home, 'select state from supply_order order by number')).toEqual([
      { state: 'closed' },
      { state: 'sent' },
    ]);
    expect(
      await rows(
        home,
        `select sum(quantity)::int as pieces from movement where bucket = 'on_order'`,
      ),
    ).toEqual([{ pieces: 24 }]);
  });

  test('one product list with supplier and terms is enough to buy by, also in Chinese', async () => {
    const home = await house(await open());
    const path = await home.file(
      '商品.csv',
      csv(
        '商品编码,商品名称,售价,供应商,采购价,起订量,装箱数,币种',
        'B01,积木,25.5,宁波玩具,10,48,12,人民币',
      ),
    );
    await home.take(path);
    expect(
      await rows(
        home,
        `select l.code, l.kind, s.unit_cost, s.currency, t.currency as terms, pack_size
      from item_supply s join location l on l.id = s.supplier_id join supplier_terms t on t.supplier_id = l.id`,
      ),
    ).toEqual([
      {
        code: '宁波玩具',
        kind: 'supplier',
        unit_cost: '10.0000',
        currency: 'CNY',
        terms: 'CNY',
        pack_size: 12,
      },
    ]);
  });

  test('the same item described twice differently is set aside; twice alike is passed over', async () => {
    const home = await house(await open());
    const path = await home.file(
      'products.csv',
      csv('item,name', 'A,Bear', 'A,Bear', 'B,Fox', 'A,Wolf'),
    );
    const report = await home.take(path, { rejectThreshold: 0.5 });
    expect(report.sources[0].files[0]).toMatchObject({
      repeated: 1,
      rejects: [{ field: 'item', reason: 'sameTwice', firstRow: 5, value: 'A' }],
    });
    expect(await rows(home, 'select name from item order by code')).toEqual([
      { name: 'Bear' },
      { name: 'Fox' },
    ]);
  });

  test('rows that refer to nothing known, or make no sense, are told one by one', async () => {
    const home = await house(await open());
    await home.take(await company(home));
    const reasons = async (name: string, header: string, ...lines: string[]) => {
      const report = await home.take(await home.file(name, csv(header, ...lines)), {
        rejectThreshold: 1,
        dryRun: true,
      });
      return [...report.sources[0].files[0].rejects]
        .sort((a, b) => a.firstRow - b.firstRow)
        .map(({ field, reason }) => `${field} ${reason}`);
    };
    expect(
      await reasons(
        'lanes2.csv',
        'from,to,lead time,order weekdays',
        'XX,DC,1,1',
        'DC,DC,1,1',
        'DC,S1,-1,1',
        'DC,S1,1,8',
      ),
    ).toEqual([
      'from unknownLocation',
      'to sameEnds',
      'leadTimeMeanDays tooSmall',
      'orderWeekdays notWeekdays',
    ]);
    expect(
      await reasons(
        'supply2.csv',
        'item,supplier,cost,moq,currency',
        'XX,SUP,1,1,GBP',
        'BEAR,XX,1,1,GBP',
        'BEAR,SUP,1,0,GBP',
        'BEAR,SUP,1,1,pounds',
      ),
    ).toEqual([
      'item unknownItem',
      'supplier unknownSupplier',
      'minimumOrderQuantity tooSmall',
      'currency notACurrency',
    ]);
    expect(
      await reasons(
        'stores.csv',
        'location,name,kind,country',
        'X1,X,palace,GB',
        'X2,X,shop,Atlantis',
      ),
    ).toEqual(['locationKind notALocationKind', 'country notACountry']);
    expect(
      await reasons(
        'stock2.csv',
        'item,location,on hand,date',
        'BEAR,DC,-1,2011-10-31',
        'BEAR,DC,3000000000,2011-10-31',
        'BEAR,DC,1,1066-10-14',
      ),
    ).toEqual(['onHand tooSmall', 'onHand outOfRange', 'day outOfRange']);
  });

  test('sales that name no place belong to the only one there is, and are refused where there are several', async () => {
    const home = await house(await open());
    const sales = await home.file('sales.csv', csv('date,item,qty', '2011-11-01,A,1'));
    expect((await home.take(sales)).sources[0].notes).toEqual([
      { code: 'onePlace', facts: { location: 'MAIN' } },
    ]);
    const stores = csv('location,name,kind', 'S1,London,shop', 'S2,York,shop');
    await home.take(await home.file('stores.csv', stores));
    const more = await home.file('more.csv', csv('date,item,qty', '2011-11-02,A,1'));
    const problem = await problemOf(home.take(more));
    expect(problem.code).toBe('import.noPlace');
    expect(problem.message).toMatch(/3 places \(MAIN, S1, S2\).*--map location=/);
    const mapping = { constants: { location: 'S2' } };
    expect((await home.take(more, { mapping })).sources[0]).toMatchObject({ rejected: 0 });
  });

  test('several files of one kind make one source, replaced together', async () => {
    const home = await house(await open());
    const day = (n: number, ...rows: string[]) =>
      home.file(`day${n}.csv`, csv('date,item,qty', ...rows));
    const files = [
      await day(1, '2011-11-01,A,1'),
      await day(2, '2011-11-02,A,2', '2011-11-02,B,3'),
    ];
    const report = await home.take(files, { source: 'till' });
    expect(report.sources).toHaveLength(1);
    expect(report.sources[0]).toMatchObject({ source: 'till', rows: 3, lastDay: '2011-11-02' });
    expect(report.sources[0].files.map(({ file, rows }) => [file, rows])).toEqual([
      ['day1.csv', 1],
      ['day2.csv', 2],
    ]);
    expect(
      await rows(
        home,
        'select name, row_count from source s join source_version v on v.source_id = s.id',
      ),
    ).toEqual([{ name: 'till', row_count: 3 }]);
    expect((await home.take(files, { source: 'till' })).sources[0].state).toBe('unchanged');
  });

  test('amounts without a currency take the only one there is once it is known', async () => {
    const home = await house(await open());
    const supply = await home.file('supply.csv', csv('item,supplier,cost', 'BEAR,SUP,4'));
    expect((await problemOf(home.take(supply))).code).toBe('import.tooManyRejects');
    await home.take(await home.file('items.csv', csv('item,name', 'BEAR,Bear')));
    const report = await home.take(supply);
    expect(report.sources[0].notes).toEqual([{ code: 'noCurrency', facts: { currency: 'XXX' } }]);
    expect(await rows(home, 'select currency from item_supply')).toEqual([{ currency: 'XXX' }]);
    await home.take(await home.file('items.csv', csv('item,name,currency', 'BEAR,Bear,GBP')));
    expect(
      await rows(
        home,
        'select s.currency, t.currency as terms from item_supply s join supplier_terms t using (supplier_id)',
      ),
    ).toEqual([{ currency: 'GBP', terms: 'GBP' }]);
  });
});
