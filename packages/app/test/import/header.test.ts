import { expect, test } from 'vitest';
import { findHeader } from '../../src/import/header.js';
import { mappingFor } from '../../src/import/mapping.js';
import { Problem } from '../../src/problem.js';

const understood = (
  records: string[][],
  file = 'file.csv',
  flags: Parameters<typeof mappingFor>[2] = {},
) => {
  const { kind, at, columns, ignored } = findHeader(records, file, mappingFor({}, file, flags));
  return {
    kind,
    at,
    columns: Object.fromEntries(columns.map(({ field, name }) => [field.name, name])),
    ignored,
  };
};
const header = (text: string) => [text.split(',')];

test.each([
  ['InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country', 'sales'],
  ['date,store_id,product_id,units,transactions', 'sales'],
  ['sale_id,date,store_id,product_id,units', 'sales'],
  ['日期,门店,商品编码,数量,单价', 'sales'],
  ['订单编号,下单时间,商品名称,商品编码,购买数量,实付金额', 'sales'],
  ['Name,Created at,Lineitem sku,Lineitem quantity,Lineitem price', 'sales'],
  ['store_id,product_id,stock_on_hand', 'stock'],
  ['仓库,商品编码,库存数量', 'stock'],
  ['product_id,product_name,product_category,product_cost,product_price', 'items'],
  ['商品编码,商品名称,供应商,采购价,起订量,装箱数', 'items'],
  ['商品编码,供应商,采购价(元),起订量,装箱数', 'itemSupply'],
  ['store_id,store_name,store_city,store_location,store_open_date', 'locations'],
  ['供应商编码,供应商名称,币种,起订金额', 'suppliers'],
  ['发货地,收货地,提前期(天),提前期标准差', 'lanes'],
  ['item,valid from,price', 'prices'],
  ['活动名称,开始日期,结束日期', 'events'],
  ['采购单号,供应商,收货仓,商品编码,数量,预计到货日期', 'onOrder'],
])('the columns %s are %s', (names, kind) => {
  expect(understood(header(names)).kind).toBe(kind);
});

test('a column that would fit badly is left alone when a better one is there', () => {
  expect(
    understood(header('store_id,store_name,store_city,store_location,store_open_date')),
  ).toMatchObject({
    columns: { location: 'store_id', locationName: 'store_name' },
    ignored: ['store_city', 'store_location', 'store_open_date'],
  });
});

test('title rows above the header are passed over', () => {
  const records = [['Sales report 2011'], ['printed', '2011-12-01'], ['Date', 'SKU', 'Qty']];
  expect(understood(records)).toMatchObject({ kind: 'sales', at: 2 });
});

test('the same columns are stock or sales by what the file is called', () => {
  expect(understood(header('date,store,item,quantity'), 'sales.csv').kind).toBe('sales');
  expect(understood(header('store,item,quantity'), 'stock 2011.csv').kind).toBe('stock');
});

test('flags name columns that nobody could guess', () => {
  const flags = {
    kind: 'sales' as const,
    columns: { day: 'Wann', item: 'Was', quantity: 'Wieviel' },
  };
  expect(understood(header('Wann,Was,Wieviel'), 'x.csv', flags).columns).toEqual(flags.columns);
});

test.each([
  ['import.noHeader', header('foo,bar'), {}],
  ['import.columnMissing', header('date,item,colour'), {}],
  ['import.mappedColumnAbsent', header('date,item,qty'), { columns: { quantity: 'pieces' } }],
  ['import.unknownField', header('date,item,qty'), { columns: { flavour: 'qty' } }],
] as const)('%s', (code, records, flags) => {
  const complain = () => understood(records, 'sold.csv', flags);
  expect(complain).toThrow(Problem);
  try {
    complain();
  } catch (error) {
    expect(error).toMatchObject({ code });
    // Nothing in either language is left blank.
    for (const language of ['en', 'zh-CN'] as const)
      expect((error as Problem).in(language)).not.toMatch(/[{}]|undefined/);
  }
});

test('a complaint about a missing column says how to name it', () => {
  expect(() => understood(header('date,item,colour'), 'sold.csv')).toThrow(/--map quantity=/);
});

test.each([
  [header('date,item,qty'), 'day, time, item, location, quantity, unitPrice, amount'],
  [header('date,item,colour'), 'day, time, item, location, quantity, unitPrice, amount'],
  [header('sku,stock on hand'), 'item, location, onHand, day'],
])("a field that does not exist: the fields of the file's kind are told (%j)", (records, known) => {
  try {
    understood(records, 'x.csv', { columns: { nosuch: 'item' } });
    expect.unreachable();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    expect(error.code).toBe('import.unknownField');
    expect(error.message).toContain(`Fields: ${known}`);
    // Of a supply term, which neither file is.
    expect(error.facts.known).not.toContain('minimumOrderQuantity');
  }
});
