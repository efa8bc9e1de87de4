import { readdirSync } from 'node:fs';
import { expect, test, vi } from 'vitest';

const folder = new URL('../examples/', import.meta.url);
const examples = readdirSync(folder).filter((name) => name.endsWith('.ts'));

/** What each example is expected to say, whole or in part. */
const said: Record<string, RegExp> = {
  '01-clean-history.ts': /^wanted 4, came back 1\nfrom 2026-11-02: 4 0 0 0 0 0 0 0$/,
  '02-forecast-one-item.ts': /^method \w+, \d+\.\d+ pieces a day\nnext week: .* at most \d+$/,
  '03-how-much-to-hold.ts':
    /^hold enough in 99\.4 % of cases: up to 1\d pieces\nposition 6: order 1?\d$/,
  '04-plan-one-item.ts': /buy \d+ \(need \d+\).*\n.*transfer \d+ \(need \d+\)/,
};

test('every example is known here', () => {
  expect(examples).toEqual(Object.keys(said));
});

test.each(examples)('%s runs and says what it should', async (name) => {
  const lines: string[] = [];
  const log = vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
  try {
    await import(new URL(name, folder).href);
  } finally {
    log.mockRestore();
  }
  expect(lines.join('\n')).toMatch(said[name]);
});
