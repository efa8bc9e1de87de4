import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { EXIT } from '../../exit-codes.js';
import { chosenRun } from '../../newest-run.js';
import type { Verbs } from '../../program.js';
import { printTable } from '../../table.js';
import { idOf, oneOf } from '../../values.js';

interface WorkbookOptions {
  readonly plan?: number;
  readonly apply?: boolean;
  readonly onConflict: 'keep' | 'take';
  readonly actor: string;
}

/** `stockwright plan read-workbook`: an edited workbook back. */
export function workbookVerb(plan: Command, verbs: Verbs): void {
  verbs
    .verb(
      plan,
      'read-workbook',
      'help.planReadWorkbook',
      'npx stockwright plan read-workbook plan.xlsx\nnpx stockwright plan read-workbook plan.xlsx --apply',
    )
    .argument('<file>', verbs.word('argument.workbook'))
    .option('--plan <id>', verbs.word('argument.plan'), idOf)
    .option('--apply', verbs.word('option.apply'))
    .option('--on-conflict <way>', verbs.word('option.onConflict'), oneOf(['keep', 'take']), 'keep')
    .option('--actor <name>', verbs.word('option.actor'), 'cli')
    .action(async (file: string, options: WorkbookOptions, command: Command) => {
      const session = verbs.open(command);
      const { voice } = session;
      const { readWorkbook, tellingProblems } = await import('@stockwright/app');
      await session.withExistingHouse(async ({ store }) => {
        const { apply = false, onConflict, actor } = options;
        const runId = await chosenRun(store.database, options.plan);
        const bytes = await tellingProblems(file, 'read', () => readFile(file));
        const preview = await readWorkbook(store.database, runId, bytes, {
          apply,
          onConflict,
          actor,
          language: voice.language,
        });
        if (preview.rejects.length > 0) session.outcome.exitCode = EXIT.failed;
        if (voice.json) return voice.object(preview);
        if (preview.changes.length > 0)
          printTable(voice, preview.changes, [
            { header: voice.word('column.row'), value: (row) => row.row, align: 'right' },
            { header: voice.word('column.item'), value: (row) => row.itemCode },
            { header: voice.word('column.field'), value: (row) => row.field },
            { header: voice.word('column.exported'), value: (row) => row.base },
            { header: voice.word('column.now'), value: (row) => row.theirs },
            { header: voice.word('column.file'), value: (row) => row.mine },
            {
              header: voice.word('column.conflict'),
              value: (row) => (row.conflict ? voice.word('word.conflict') : ''),
            },
          ]);
        for (const { row, field, reason } of preview.rejects)
          voice.tell('workbook.reject', { row, field, reason });
        voice.tell(preview.applied ? 'workbook.applied' : 'workbook.preview', {
          changes: preview.changes.length,
          conflicts: preview.conflicts,
          rejects: preview.rejects.length,
        });
      });
    });
}
