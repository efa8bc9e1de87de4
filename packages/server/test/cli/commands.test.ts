import { appendFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { openStore } from '@stockwright/app';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { LAST_DAY, writeSmallShop } from '../../../app/test/support/small-shop.js';
import { keepHouse, run, runHere, start } from '../support/command.js';
import { eventually, newDataFolder, scratchFolder } from '../support/house.js';

// Each new process opens a database of its own, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 240_000 });

let scratch: Awaited<ReturnType<typeof scratchFolder>>;
let shop: string;
beforeAll(async () => {
  scratch = await scratchFolder();
  shop = writeSmallShop(join(scratch.folder, 'shop'));
});
afterAll(() => scratch?.remove());

let made = 0;
const dataFolder = () => newDataFolder(join(scratch.folder, `data-${++made}`));

test('a person imports, plans, decides, orders and receives, and a pipe gets nothing but data', async () => {
  const folder = await dataFolder();
  const imported = await run(['import', shop, '--data-dir', folder]);
  expect(imported.code, imported.talk).toBe(0);
  expect(imported.data).toMatch(/^Source +Kind +State +Rows/);
  expect(imported.talk).toMatch(/Import: done in/);

  const kept = await keepHouse(folder);
  const stockwright = kept.run;
  const json = async (...argv: string[]) => {
    const { code, data, talk } = await stockwright(...argv, '--json');
    expect(code, talk).toBe(0);
    return JSON.parse(data);
  };
  const again = await json('import', shop);
  expect(again.sources.map(({ state }: { state: string }) => state)).toEqual(
    Array(7).fill('unchanged'),
  );

  const plan = await json('plan');
  expect(plan).toMatchObject({ id: 1, asOf: LAST_DAY, created: true });
  expect(await json('plan', 'run')).toMatchObject({ id: 1, created: false });
  const shown = await stockwright('plan', 'show', '--kind', 'buy', '--sort', 'item', '--ascending');
  expect(shown.data.split('\n')[1]).toMatch(/BEAR +Red bear/);
  expect(shown.talk).toBe('');

  const { data: lines } = await json('plan', 'show', '--kind', 'buy');
  const id = String(lines[0].id);
  await json('plan', 'decide', 'approved', id, '--quantity', '12', '--reason', 'shelf space');
  const told = await stockwright('plan', 'line', id);
  expect(told.data).toContain('Order-up-to level');
  expect(told.data, 'no names of the code').not.toMatch(/\b[a-z]+[A-Z]/);
  const ordered = await json('plan', 'order', '--approved');
  expect(ordered).toMatchObject({ orderedLineCount: 1 });
  const order = String(ordered.orderIds[0]);
  await json('supply', 'send', order, '--on', lines[0].orderOn);
  const received = await json('supply', 'receive', order, '--all', '--on', lines[0].arriveOn);
  expect(received).toMatchObject({ state: 'received', receivedPieces: 12 });
  expect((await json('supply', 'reliability')).data).toHaveLength(1);
  expect((await json('jobs')).data.map(({ kind }: { kind: string }) => kind)).toEqual([
    'plan',
    'plan',
    'import',
    'import',
  ]);
  expect((await json('forecast', '--item', 'BEAR', '--location', 'S1')).data).toHaveLength(1);

  await kept.close();
  const backup = join(scratch.folder, 'backup.tar.gz');
  expect((await runHere(['backup', backup, '--data-dir', folder])).code).toBe(0);
  const restored = join(scratch.folder, 'restored');
  expect((await runHere(['restore', backup, '--data-dir', restored])).code).toBe(0);
  const after = await runHere(['supply', 'show', order, '--data-dir', restored, '--json']);
  expect(JSON.parse(after.data)).toEqual(received);
  const doctor = await runHere(['doctor', '--data-dir', folder, '--json']);
  expect(JSON.parse(doctor.data)).toMatchObject({ findings: [] });
});

test('a dry run says how the file would be read and changes nothing', async () => {
  const folder = await dataFolder();
  const file = join(scratch.folder, '商品.csv');
  writeFileSync(file, '商品编码,商品名称,单价\nA1,积木,12.50\nA2,小熊,很贵\n');
  const dry = await runHere([
    'import',
    file,
    '--dry-run',
    '--reject-threshold',
    '60%',
    '--data-dir',
    folder,
  ]);
  expect(dry.code, dry.talk).toBe(0);
  expect(dry.data).toContain('item ← 商品编码');
  expect(dry.talk).toContain('Dry run: nothing was changed.');
  const refused = await runHere(['import', file, '--dry-run', '--data-dir', folder]);
  expect(refused.code, 'half of the rows are bad').toBe(1);
  expect(refused.talk).toContain('would be refused');
  const stock = await runHere(['jobs', '--data-dir', folder, '--json']);
  expect(JSON.parse(stock.data).data[0].params).toMatchObject({ dryRun: true });
  const store = await openStore({ folder });
  expect(await store.database.kysely.selectFrom('item').selectAll().execute()).toEqual([]);
  await store.close();
});

test('sales alone make a plan that says what it lacks', async () => {
  const kept = await keepHouse(await dataFolder());
  onTestFinished(kept.close);
  const stockwright = kept.run;
  const file = join(scratch.folder, 'only-sales.csv');
  const days = Array.from({ length: 28 }, (_, i) => `2024-02-${String(i + 1).padStart(2, '0')}`);
  writeFileSync(
    file,
    `date,item,location,quantity\n${days.map((day) => `${day},A1,S1,2`).join('\n')}\n`,
  );
  expect((await stockwright('import', file)).code).toBe(0);
  const plan = await stockwright('plan');
  expect(plan.code, plan.talk).toBe(0);
  expect(plan.talk).toContain('the data holds no suppliers, supply terms, lanes, stock.');
  expect(plan.data).toContain('buy       0 lines in 0 purchase orders, 0.00\n');
  const shown = await stockwright('plan', 'show');
  expect(shown.talk).toMatch(/^This plan has no lines\.\n/);
  expect((await stockwright('stock')).talk).toMatch(/^No stock is known yet\./);
  const unknown = await stockwright('stock', '--item', 'ZZZ');
  expect(unknown).toMatchObject({
    code: 1,
    talk: expect.stringContaining('no item with code ZZZ'),
  });
  const nowhere = join(scratch.folder, 'no', 'such', 'b.tgz');
  const backup = await stockwright('backup', nowhere);
  expect(backup).toMatchObject({ code: 1, talk: expect.stringContaining('There is no folder') });
  expect(readdirSync(scratch.folder)).not.toContain('no');
});

test('a job whose process was killed is found by doctor and told as failed by jobs', async () => {
  const folder = await dataFolder();
  const store = await openStore({ folder });
  await store.database.execute(
    `insert into job (id, kind, params, state, requested_by, is_inline, attempt, started_at, heartbeat_at)
     values (gen_random_uuid(), 'plan', '{}', 'running', 'cli', true, 1, now(), now())`,
  );
  await store.close();
  const doctor = await runHere(['doctor', '--data-dir', folder, '--json']);
  expect(JSON.parse(doctor.data).findings).toMatchObject([{ code: 'jobs.stuck' }]);
  const { data } = await runHere(['jobs', '--data-dir', folder, '--json']);
  expect(JSON.parse(data).data).toMatchObject([
    { state: 'failed', error: { code: 'job.interrupted' } },
  ]);
});

test('trouble is one line that says what, where and how to mend it, and exit code 1', async () => {
  const kept = await keepHouse(await dataFolder());
  onTestFinished(kept.close);
  const stockwright = kept.run;
  const empty = join(scratch.folder, 'empty.csv');
  writeFileSync(empty, '');
  const gone = join(scratch.folder, 'gone.csv');

  const nothing = await stockwright('import', gone);
  expect(nothing.code).toBe(1);
  expect(nothing.talk.trim().split('\n').at(-1)).toMatch(/^stockwright: .*gone\.csv/);
  const zero = await stockwright('import', empty, '--lang', 'zh-CN');
  expect(zero.code).toBe(1);
  expect(zero.talk).toContain(
    'stockwright: empty.csv 是空文件（0 字节）。请从原系统重新导出后再导入。\n',
  );
  const noPlan = await stockwright('plan', 'show');
  expect(noPlan).toEqual({
    code: 1,
    data: '',
    talk: 'stockwright: There is no plan yet. Make one with: stockwright plan run\n',
  });
  const elsewhere = await runHere(['stock', '--data-dir', join(scratch.folder, 'nowhere')]);
  expect(elsewhere.code).toBe(1);
  expect(elsewhere.talk.trim().split('\n')).toHaveLength(1);
  const asJson = await stockwright('plan', 'line', '7', '--json');
  expect(JSON.parse(asJson.talk)).toMatchObject({ code: 'plan.lineNotFound' });
});

test('a folder in use, and a busy port, are told at once; Ctrl-C closes the server and frees both', async () => {
  const folder = await dataFolder();
  const server = start(['serve', '--port', '0', '--no-open', '--json', '--data-dir', folder]);
  const { url, token } = await eventually(
    async () => (server.written.data.includes('\n') ? JSON.parse(server.written.data) : undefined),
    120_000,
  );
  expect((await fetch(`${url}/api/v1/status`)).status).toBe(200);
  const cancel = await fetch(`${url}/api/v1/jobs/${crypto.randomUUID()}/cancel`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
  });
  expect(cancel.status).toBe(404);

  const second = await run(['stock', '--data-dir', folder]);
  expect(second.code).toBe(1);
  expect(second.talk).toMatch(
    new RegExp(`^stockwright: The folder .* is in use by process ${server.child.pid}\\..*\n$`),
  );
  const { port } = new URL(url);
  const busy = await run(['start', '--port', port, '--data-dir', join(scratch.folder, 'other')]);
  expect(busy).toEqual({
    code: 1,
    data: '',
    talk: `stockwright: Port ${port} is in use by another program, perhaps by a desk that runs already: then open the address it printed. Otherwise stop that program, or choose another port with --port.\n`,
  });

  server.child.kill('SIGINT');
  const { code, talk } = await server.ended;
  expect(code).toBe(130);
  expect(talk).toContain('Stopping cleanly');
  expect(readdirSync(folder)).not.toContain('lock');
  const free = createServer();
  await new Promise<void>((resolve, reject) => {
    free.once('error', reject).listen(Number(port), '127.0.0.1', resolve);
  });
  free.close();
  expect((await runHere(['stock', '--data-dir', folder])).code).toBe(0);
});

test.each(['SIGINT', 'SIGKILL'] as const)(
  '%s in the middle of an import leaves the former state, and the import works afterwards',
  async (signal) => {
    const folder = await dataFolder();
    const large = join(scratch.folder, `large-${signal}.csv`);
    writeFileSync(large, 'date,store,sku,quantity,unit price\n');
    const day = Array.from(
      { length: 20_000 },
      (_, i) =>
        `2024-01-${String(1 + (i % 28)).padStart(2, '0')},S${i % 7},T${i % 911},${1 + (i % 5)},1.50`,
    );
    for (let part = 0; part < 5; part++) appendFileSync(large, `${day.join('\n')}\n`);

    const torn = start(['import', large, '--data-dir', folder]);
    await eventually(async () => (/checking/.test(torn.written.talk) ? true : undefined), 120_000);
    torn.child.kill(signal);
    const { code } = await torn.ended;
    expect(code).toBe(signal === 'SIGINT' ? 130 : null);

    const store = await openStore({ folder });
    expect(await store.database.kysely.selectFrom('source').selectAll().execute()).toEqual([]);
    expect(await store.database.kysely.selectFrom('item').selectAll().execute()).toEqual([]);
    await store.close();
    const again = await runHere(['import', large, '--data-dir', folder, '--json']);
    expect(again.code, again.talk).toBe(0);
    expect(JSON.parse(again.data).sources[0]).toMatchObject({ state: 'imported', rows: 100_000 });
    const jobs = JSON.parse((await runHere(['jobs', '--data-dir', folder, '--json'])).data).data;
    expect(jobs.map(({ state }: { state: string }) => state)).toEqual([
      'done',
      signal === 'SIGINT' ? 'cancelled' : 'failed',
    ]);
  },
);
