import { afterEach, expect, test } from 'vitest';
import { describeOnBoth } from '../../../app/test/support/databases.js';
import { type Served, serveSmallShop, TOKEN } from '../support/house.js';

let served: Served | undefined;
afterEach(async () => {
  await served?.close();
  served = undefined;
});

describeOnBoth('a write that is sent many times at once', (databases) => {
  test('has one effect; who comes while it runs is told so or waits, and all get one reply', async () => {
    const place = await databases.place();
    served = await serveSmallShop('url' in place ? { databaseUrl: place.url } : {});
    const { client, runId, url } = served;
    const lines = (await client.planLines(runId, { kind: 'buy' })).data;
    await client.decide(
      runId,
      lines.map(({ id }) => ({ lineId: id, state: 'approved' as const })),
    );
    const order = () =>
      fetch(`${url}/api/v1/plan-runs/${runId}/orders`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${TOKEN}`,
          'content-type': 'application/json',
          'idempotency-key': 'one-act',
        },
        body: JSON.stringify({ lineIds: lines.map(({ id }) => id) }),
      });
    const answers = await Promise.all(Array.from({ length: 8 }, order));
    for (const { status } of answers) expect([200, 409]).toContain(status);
    const done = answers.filter(({ status }) => status === 200);
    const replies = await Promise.all(done.map((answer) => answer.text()));
    replies.push(await (await order()).text());
    expect(new Set(replies).size).toBe(1);
    expect(JSON.parse(replies[0]).orderedLineCount).toBe(lines.length);
    expect((await client.supplyOrders()).total).toBe(JSON.parse(replies[0]).orderIds.length);
  });
});
