import { StreamEvent } from '@stockwright/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Served, serveSmallShop } from '../support/house.js';

let served: Served;
beforeAll(async () => {
  served = await serveSmallShop();
});
afterAll(() => served?.close());

/** Listens to the event stream until `isEnough`, then hangs up. Gives the events and the last id. */
async function listen(
  isEnough: (events: readonly StreamEvent[]) => boolean,
  meanwhile: () => Promise<void>,
  lastEventId?: string,
): Promise<{ events: StreamEvent[]; lastId: string }> {
  const hangUp = new AbortController();
  const response = await fetch(`${served.url}/api/v1/events`, {
    headers: lastEventId ? { 'last-event-id': lastEventId } : {},
    signal: AbortSignal.any([hangUp.signal, AbortSignal.timeout(20_000)]),
  });
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  const events: StreamEvent[] = [];
  let lastId = '';
  let buffer = '';
  let isBegun = false;
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    buffer += decoder.decode(chunk, { stream: true });
    if (!isBegun) {
      isBegun = true;
      await meanwhile();
    }
    const messages = buffer.split('\n\n');
    buffer = messages.pop() ?? '';
    for (const message of messages)
      for (const line of message.split('\n')) {
        if (line.startsWith('id: ')) lastId = line.slice(4);
        if (line.startsWith('data: ')) events.push(StreamEvent.parse(JSON.parse(line.slice(6))));
      }
    if (isEnough(events)) break;
  }
  hangUp.abort();
  return { events, lastId };
}

const plans = () => served.client.startPlanRun({ asOf: '2024-03-01' });

test('a plan made as a job is told from its waiting to its end, and the new run with it', async () => {
  const { events } = await listen(
    (told) => told.some(({ type }) => type === 'plan.created') && ended(told),
    async () => void (await plans()),
  );
  const states = events.flatMap((event) => (event.type === 'job.changed' ? [event.job.state] : []));
  expect(states.at(-1)).toBe('done');
  expect(states).not.toContain('failed');
});

const ended = (events: readonly StreamEvent[]) =>
  events.some((event) => event.type === 'job.changed' && event.job.endedAt !== null);

test('who was cut off learns what happened meanwhile, once', async () => {
  const { client, runId } = served;
  const [first, second] = (await client.planLines(runId, { sort: 'item' })).data;
  const before = await listen(
    (told) => told.some(({ type }) => type === 'plan.decided'),
    async () => void (await client.decide(runId, [{ lineId: first.id, state: 'approved' }])),
  );
  await client.decide(runId, [{ lineId: second.id, state: 'rejected', reason: 'no room' }]);
  const after = await listen(
    (told) => told.some(({ type }) => type === 'plan.decided'),
    async () => {},
    before.lastId,
  );
  expect(after.events.filter(({ type }) => type === 'plan.decided')).toEqual([
    { type: 'plan.decided', runId, lineIds: [second.id] },
  ]);
});

test('an order that is made and moved is told', async () => {
  const { client, runId } = served;
  const [line] = (await client.planLines(runId, { kind: 'buy', sort: 'item' })).data;
  await client.decide(runId, [{ lineId: line.id, state: 'approved' }]);
  let orderIds: number[] = [];
  const { events } = await listen(
    (told) => told.some(({ type }) => type === 'supplyOrder.changed'),
    async () => {
      ({ orderIds } = await client.orderLines(runId, [line.id]));
    },
  );
  expect(events).toContainEqual({ type: 'supplyOrder.changed', orderId: orderIds[0] });
});
