import { json, openDatabase, sqlState } from '@stockwright/app';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { migrate } from '../../src/postgres/migrate.js';
import { migrations } from '../../src/postgres/migrations/index.js';
import { describeOnBoth } from '../support/databases.js';

describeOnBoth('the database', (databases) => {
  test('both drivers read the same values', async () => {
    const database = await databases.open();
    const { rows } = await database.execute(
      `select 9007199254740991::bigint as big, count(*) as counted, sum(2::int) as summed,
         12.3400::numeric(18,4) as money, 0.1::float8 as share, date '2011-02-28' as day,
         timestamptz '2011-02-28 23:30:00+02' as at, '{1,5}'::smallint[] as weekdays,
         array[date '2011-01-01', null] as days, array[7::bigint] as ids,
         '{"a": [1, {"b": null}]}'::jsonb as value, 'GBP'::char(3) as currency, true as yes,
         null::bigint as nothing`,
    );
    expect(rows).toEqual([
      {
        big: 9007199254740991,
        counted: 1,
        summed: 2,
        money: '12.3400',
        share: 0.1,
        day: '2011-02-28',
        at: new Date('2011-02-28T21:30:00Z'),
        weekdays: [1, 5],
        days: ['2011-01-01', null],
        ids: [7],
        value: { a: [1, { b: null }] },
        currency: 'GBP',
        yes: true,
        nothing: null,
      },
    ]);
  });

  test('a bigint that a number cannot hold is refused, not rounded', async () => {
    const database = await databases.open();
    await expect(database.execute('select 9007199254740993::bigint as big')).rejects.toThrow(
      '9007199254740993',
    );
    expect((await database.execute('select 1::bigint as one')).rows).toEqual([{ one: 1 }]);
  });

  test('lists and objects written with json() come back from jsonb as they were', async () => {
    const { kysely } = await databases.open();
    for (const value of [[1, 'two', null], { 玩具: ['熊'] }, 'text', 7, null]) {
      const { rows } = await sql<{ value: unknown }>`select ${json(value)}::jsonb as value`.execute(
        kysely,
      );
      expect(rows).toEqual([{ value }]);
    }
  });

  test('a transaction that throws leaves nothing, and the next one works', async () => {
    const database = await databases.open();
    await expect(
      database.transaction(async (tx) => {
        await tx.insertInto('source').values({ name: 'lost', kind: 'sales' }).execute();
        throw new Error('stop');
      }),
    ).rejects.toThrow('stop');
    const kept = await database.transaction(async (tx) => {
      await tx.insertInto('source').values({ name: 'kept', kind: 'sales' }).execute();
      return tx.selectFrom('source').select('name').execute();
    });
    expect(kept).toEqual([{ name: 'kept' }]);
  });

  test('a broken statement in a script leaves no open transaction behind', async () => {
    const database = await databases.open();
    const broken = database.execute('begin; select 1; select 1 / 0; commit;');
    await expect(broken.catch(sqlState)).resolves.toBe('22012');
    expect((await database.execute('select 1 as one')).rows).toEqual([{ one: 1 }]);
  });

  test('transactions that deadlock are tried again until both are through', async () => {
    const database = await databases.open();
    const { kysely } = database;
    await kysely
      .insertInto('source')
      .values([
        { name: 'a', kind: '0' },
        { name: 'b', kind: '0' },
      ])
      .execute();
    const raise = (first: string, second: string) =>
      database.transaction(async (tx) => {
        for (const name of [first, second]) {
          await sql`update source set kind = (kind::int + 1)::text where name = ${name}`.execute(
            tx,
          );
          await sql`select pg_sleep(0.05)`.execute(tx);
        }
      });
    await Promise.all([raise('a', 'b'), raise('b', 'a')]);
    const rows = await kysely.selectFrom('source').select('kind').execute();
    expect(rows).toEqual([{ kind: '2' }, { kind: '2' }]);
  });

  test('two programs that start at once apply each step of the schema once', async () => {
    const { kysely } = await databases.open();
    const step = {
      name: '0002-next',
      sql: 'create table next (id int); create table other (id int)',
    };
    const applied = await Promise.all([
      migrate(kysely, [...migrations, step]),
      migrate(kysely, [...migrations, step]),
    ]);
    expect(applied.flat()).toEqual(['0002-next']);
  });

  test('a step that fails half way is not there at all', async () => {
    const database = await databases.open();
    const step = { name: '0002-bad', sql: 'create table half (id int); select 1 / 0' };
    await expect(migrate(database.kysely, [...migrations, step])).rejects.toThrow('zero');
    const { rows } = await database.execute(`select to_regclass('half') as half`);
    expect(rows).toEqual([{ half: null }]);
    expect(await migrate(database.kysely)).toEqual([]);
  });

  test('a schema newer than the program is refused and left alone', async () => {
    const place = await databases.place();
    const database = await openDatabase(place);
    await database.kysely.insertInto('schema_migration').values({ name: '0099-future' }).execute();
    await database.close();
    await expect(openDatabase(place)).rejects.toMatchObject({
      code: 'database.newer',
      facts: { step: '0099-future' },
    });
  });

  test('the journal refuses to be rewritten', async () => {
    const database = await databases.open();
    for (const statement of ['delete from movement', 'update movement set quantity = 1'])
      await expect(database.execute(statement)).rejects.toThrow('append-only');
  });

  if (databases.kind === 'embedded')
    test('using the database inside its own transaction is refused instead of waiting for ever', async () => {
      const database = await databases.open();
      await expect(
        database.transaction(() => database.kysely.selectFrom('item').selectAll().execute()),
      ).rejects.toThrow('must use the transaction');
    });
});

test('a server that is not there is said in one line without its password', async () => {
  await expect(
    openDatabase({ url: 'postgres://planner:secret@127.0.0.1:9/shop' }),
  ).rejects.toMatchObject({
    code: 'database.unreachable',
    message: expect.stringMatching(/^The database at (?!.*secret).*127\.0\.0\.1:9.*ECONNREFUSED/),
  });
});
