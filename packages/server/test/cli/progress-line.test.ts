import { expect, test } from 'vitest';
import { ProgressLine } from '../../src/cli/progress-line.js';
import { Voice } from '../../src/cli/terminal.js';

const listen = (isTTY: boolean, environment: Record<string, string> = {}) => {
  const said: string[] = [];
  const data: string[] = [];
  const voice = new Voice(
    {
      data: { write: (text) => data.push(String(text)) },
      talk: { write: (text) => said.push(String(text)), isTTY, columns: 60 },
      environment,
    },
    'en',
    false,
  );
  return { said, data, voice };
};

test('in a log, progress is one plain line for each stage and each quarter', () => {
  const { said, data, voice } = listen(false);
  let now = 0;
  const line = new ProgressLine(voice, 'Import', () => now);
  for (let step = 0; step <= 100; step++) {
    now += 100;
    line.update('read', step / 100);
  }
  line.finish();
  expect(said).toEqual([
    'Import: reading … 0 % (0.1 s)\n',
    'Import: reading … 25 % (2.6 s)\n',
    'Import: reading … 50 % (5.1 s)\n',
    'Import: reading … 75 % (7.6 s)\n',
    'Import: reading … 100 % (10.1 s)\n',
    'Import: done in 10.1 s\n',
  ]);
  expect(data).toEqual([]);
});

test('on a terminal, the bar moves in place, keeps to the width and leaves no trace', () => {
  const { said, voice } = listen(true);
  let now = 0;
  const line = new ProgressLine(voice, 'Plan', () => now);
  now = 2000;
  line.update('forecast', 0.5);
  expect(said.at(-1)).toContain('50 %');
  expect(said.at(-1)?.length).toBeLessThan(60);
  line.finish();
  expect(said.slice(-2)).toEqual(['\r\u001b[2K', 'Plan: done in 2.0 s\n']);
});

test('a CI log gets plain lines even where it pretends to be a terminal', () => {
  const { said, voice } = listen(true, { CI: 'true' });
  new ProgressLine(voice, 'Plan', () => 0).update('forecast', 0);
  expect(said).toEqual(['Plan: forecasting and planning … 0 % (0.0 s)\n']);
});
