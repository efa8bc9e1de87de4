import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { importKinds, kinds } from '../../src/import/kinds.js';

const reference = fileURLToPath(
  new URL('../../../../docs/reference/import-columns.md', import.meta.url),
);

const described = importKinds.map((name) => {
  const rows = kinds[name].fields.map((field) => {
    const known = [...field.names, ...(field.weakNames ?? [])].join(', ');
    return `| \`${field.name}\`${field.required ? ' \\*' : ''} | ${field.type} | ${known} |`;
  });
  return [`## ${name}`, '', '| Field | Type | Column names |', '|---|---|---|', ...rows, ''].join(
    '\n',
  );
});

test('the reference of import columns says what the import knows', async () => {
  await expect(
    [
      '# Columns that an import recognises',
      '',
      'Made by `packages/app/test/import/columns-reference.test.ts`; run it with `-u` after a change. Case, spaces and underscores do not',
      'matter. A field with \\* is needed. `--map field=column` names a column that is not listed.',
      '',
      ...described,
    ].join('\n'),
  ).toMatchFileSnapshot(reference);
});
