import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractTypeScript from 'dependency-cruiser/config-utl/extract-ts-config';
import { expect, test } from 'vitest';
import { importRules as rules } from './import-rules.js';

const root = new URL('..', import.meta.url).pathname;

async function violations(...places: string[]): Promise<string[]> {
  const { output } = await cruise(
    places,
    { ...rules.options, ruleSet: { forbidden: rules.forbidden }, validate: true, baseDir: root },
    rules.options.enhancedResolveOptions,
    { tsConfig: extractTypeScript(join(root, 'tsconfig.base.json')) },
  );
  const { summary } = output as ICruiseResult;
  return summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`);
}

test('imports run one way', async () => {
  expect(await violations('packages')).toEqual([]);
});

test('a planted import of a later stage, of a neighbour’s inside and of the outside world is caught', async () => {
  const folder = mkdtempSync(join(root, 'packages/core/src/demand/planted-'));
  try {
    writeFileSync(
      join(folder, 'wrong.ts'),
      [
        `import { createDice } from '../../maths/dice.js';`,
        `import { readFileSync } from 'node:fs';`,
        `import * as plan from '../../plan/index.js';`,
        'export const wrong = [createDice, readFileSync, plan];',
      ].join('\n'),
    );
    const found = (await violations('packages/core/src')).map((line) => line.split(':')[0]);
    expect(found).toContain('demand-imports-no-later-stage');
    expect(found).toContain('demand-imports-others-by-their-menu');
    expect(found).toContain('core-does-no-io');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
