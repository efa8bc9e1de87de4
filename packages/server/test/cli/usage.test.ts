import { expect, test } from 'vitest';
import { runHere as run } from '../support/command.js';

/** Every verb of the command; its help is the door for whoever has never seen it. */
const VERBS = [
  'start',
  'serve',
  'import',
  'forecast',
  'plan',
  'plan run',
  'plan show',
  'plan decide',
  'plan order',
  'plan export',
  'plan read-workbook',
  'supply',
  'supply receive',
  'stock',
  'jobs',
  'doctor',
  'backup',
  'restore',
];

test.each(VERBS)('%s --help opens with an example and ends with exit code 0', async (verb) => {
  const { code, data } = await run([...verb.split(' '), '--help']);
  expect(code).toBe(0);
  expect(data.split('\n', 2)).toEqual([
    'Example:',
    expect.stringMatching(`npx stockwright ${verb}`),
  ]);
});

test('--help speaks Chinese where the terminal does, and English where --lang says so', async () => {
  expect((await run(['--help'], { LANG: 'zh_CN.UTF-8' })).data).toContain('命令：');
  expect((await run(['--help', '--lang', 'en'], { LANG: 'zh_CN.UTF-8' })).data).toContain(
    'Commands:',
  );
});

test.each([
  [['plna'], 'There is no command "plna". Did you mean plan?'],
  [['teach'], 'There is no command "teach". See: stockwright --help'],
  [['stock', '--limt', '3'], 'There is no option --limt here. Did you mean --limit?'],
  [['import'], 'The argument <paths> is missing. See --help.'],
  [['start', '--port', 'many'], 'The port "many" is not a whole number from 0 to 65535.'],
  [['serve', '--port', '65536'], 'The port "65536" is not a whole number from 0 to 65535.'],
  [['plan', 'run', '--as-of', '31/10/2011'], '"31/10/2011" is not a day written as YYYY-MM-DD.'],
  [['stock', '--limit', '0'], '"0" is not a number of rows from 1 to 1000.'],
  [
    ['import', 'a.csv', '--map', 'item'],
    '"item" is not a mapping; write field=column, e.g. --map item=SKU.',
  ],
  [['--lang', 'fr', 'stock'], '"fr" is not one of: en, zh-CN.'],
])('wrong use %j is one line and exit code 2', async (argv, line) => {
  expect(await run(argv)).toEqual({ code: 2, data: '', talk: `stockwright: ${line}\n` });
});

test('wrong use is told in the chosen language', async () => {
  const { code, talk } = await run(['start', '--port', 'x', '--lang', 'zh-CN']);
  expect({ code, talk }).toEqual({
    code: 2,
    talk: 'stockwright: 端口 "x" 不是 0 至 65535 的整数。\n',
  });
});
