import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createDice } from '@stockwright/core/maths';
import { formatDay, parseDay } from '@stockwright/core/units';

/** Days of sales in the small shop. */
const DAYS = 84;
const FIRST_DAY = parseDay('2024-01-01');

/**
 * A small made-up shop as files: a warehouse and two shops, one supplier, three toys, twelve weeks of
 * sales. Written into `folder`, one CSV per kind; seeded, so that every test sees the same numbers.
 */
export function writeSmallShop(folder: string): string {
  mkdirSync(folder, { recursive: true });
  const write = (name: string, lines: readonly string[]) =>
    writeFileSync(join(folder, name), `${lines.join('\n')}\n`);

  write('locations.csv', [
    'location,location name,name zh,kind,country',
    'DC,Distribution centre,配送中心,warehouse,GB',
    'S1,High Street,高街店,shop,GB',
    'S2,Station,车站店,shop,GB',
  ]);
  write('suppliers.csv', [
    'supplier,supplier name,name zh,currency,fixed order cost',
    'TOYS,Toy Works,玩具厂,GBP,20',
  ]);
  write('items.csv', [
    'item,item name,name zh,category,unit price,unit cost,currency',
    'BEAR,Red bear,红色小熊,plush,12.00,5.00,GBP',
    'BLOCKS,Building blocks,积木,bricks,20.00,9.00,GBP',
    'KITE,Paper kite,纸风筝,outdoor,6.00,2.00,GBP',
  ]);
  write('lanes.csv', [
    'from,to,mode,lead time days,lead time sd,review period days,order weekdays',
    'TOYS,DC,road,7,2,7,"1,2,3,4,5"',
    'DC,S1,road,1,0,3,"1,2,3,4,5"',
    'DC,S2,road,1,0,3,"1,2,3,4,5"',
  ]);
  write('item-supply.csv', [
    'item,supplier,unit cost,currency,moq,pack size',
    'BEAR,TOYS,5.00,GBP,12,6',
    'BLOCKS,TOYS,9.00,GBP,6,6',
    'KITE,TOYS,2.00,GBP,10,10',
  ]);
  write('sales.csv', ['date,store,sku,quantity,unit price', ...salesLines()]);
  write('stock.csv', [
    'store,sku,on hand',
    ...['BEAR', 'BLOCKS', 'KITE'].flatMap((item) => [
      `DC,${item},4`,
      `S1,${item},1`,
      `S2,${item},0`,
    ]),
  ]);
  return folder;
}

function salesLines(): string[] {
  const dice = createDice('small shop');
  const lines: string[] = [];
  for (let day = 0; day < DAYS; day++)
    for (const shop of ['S1', 'S2'])
      for (const [item, price, mean] of TOYS) {
        const pieces = Math.floor(dice.next() * (2 * mean + 1));
        if (pieces > 0)
          lines.push(`${formatDay(FIRST_DAY + day)},${shop},${item},${pieces},${price}`);
      }
  return lines;
}

const TOYS = [
  ['BEAR', '12.00', 3],
  ['BLOCKS', '20.00', 2],
  ['KITE', '6.00', 1],
] as const;

/** Last day of the small shop's history. */
export const LAST_DAY = formatDay(FIRST_DAY + DAYS - 1);
