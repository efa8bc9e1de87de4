import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type KeptHouse, keepHouse } from '../support/command.js';
import { moveIn, newDataFolder, scratchFolder } from '../support/house.js';

let scratch: Awaited<ReturnType<typeof scratchFolder>>;
let kept: KeptHouse;
beforeAll(async () => {
  scratch = await scratchFolder();
  kept = await keepHouse(await newDataFolder(join(scratch.folder, 'data')));
  await moveIn(kept.house, scratch.folder);
});
afterAll(async () => {
  await kept?.close();
  await scratch?.remove();
});

const stockwright = (...argv: string[]) => kept.run(...argv);
const json = async (...argv: string[]) => {
  const { code, data, talk } = await stockwright(...argv, '--json');
  expect(code, talk).toBe(0);
  return JSON.parse(data);
};

test('a person enters events and overrides, plans, and reads in either language why', async () => {
  const fair = await json('events', 'add', 'Fair', '--from', '2024-04-01', '--uplift', '50%');
  expect(fair).toMatchObject({ id: 1, expectedUplift: 0.5, actor: 'cli' });
  const moved = await json('events', 'change', '1', '--location', 'S1', '--to', '2024-04-03');
  expect(moved).toMatchObject({ expectedUplift: 0.5, location: { code: 'S1' }, name: 'Fair' });
  const holidays = await json('events', 'holidays', '--to', '2024-12-31');
  expect(holidays.data).toMatchObject([{ country: 'GB', removed: 0 }]);
  const listed = await stockwright('events', '--to', '2024-04-30', '--lang', 'zh-CN');
  expect(listed.data).toMatch(/Fair +其他 +S1 +所有商品 +\+50 % +人工/);

  const add = ['override', 'add', '--from', '2024-03-25', '--reason', 'advert'];
  const both = await stockwright(...add, '--item', 'BEAR', '--factor', '2', '--level', '3');
  expect(both).toMatchObject({ code: 2, talk: expect.stringContaining('one of the two') });
  const set = await stockwright(...add, '--item', 'BEAR', '--location', 'S1', '--level', '9');
  expect(set.data).toMatch(/BEAR +S1 +level +9 +advert +cli/);
  await json('plan');

  const told = await stockwright('forecast', 'BEAR', 'S1');
  expect(told.data).toContain('BEAR  Red bear  @ S1\nWhy (plan 2, as of 2024-03-24)\n');
  expect(told.data).toContain('Event 1: Fair, 2024-04-01 to 2024-04-03; a person expects +50 %');
  expect(told.data).toContain(
    'Override 1 by cli (advert), 2024-03-25 to 2024-03-25: 9 pieces a day.',
  );
  expect(told.data).toContain('Since plan 1, as of 2024-03-24:\n');
  expect(told.data).toContain('1 new override: 1\n');
  expect(told.data, 'no names of the code, no open blanks').not.toMatch(/\b[a-z]+[A-Z]|[{}]/);
  const inChinese = await stockwright('forecast', 'BEAR', 'S1', '--lang', 'zh-CN');
  expect(inChinese.data).toContain('cli 的调整 1（advert）');
  expect(inChinese.data).not.toMatch(/\b[a-z]+[A-Z]|[{}]/);
  expect((await stockwright('override', 'withdraw', '1')).talk).toContain('Override 1 withdrawn.');
});

test('past forecasts are judged by what was sold, and all forecasts go into a file', async () => {
  await json(
    ...'override add --item BEAR --location S1 --level 40 --reason hunch'.split(' '),
    ...'--from 2024-03-04 --to 2024-03-06'.split(' '),
  );
  const { id } = await json('plan', 'run', '--as-of', '2024-02-29');
  const judged = await stockwright('override', 'judge');
  expect(judged.data).toMatch(/cli +0 +1 +-\d/);
  const accuracy = await stockwright(
    'forecast',
    'accuracy',
    '--plan',
    String(id),
    '--item',
    'BEAR',
  );
  expect(accuracy.data).toMatch(/beside the sales from 2024-03-01 to 2024-03-24: 2 item-locations/);
  expect(accuracy.data).toMatch(/As computed, totals would have been off by/);

  const output = join(scratch.folder, 'forecast.csv');
  const all = await stockwright('forecast', '--all', '--days', '7', '--output', output);
  expect(all.talk).toContain('42 rows of 6 item-locations, as of 2024-03-24, written to');
  expect(readFileSync(output, 'utf8').split('\n')).toHaveLength(44);
});
