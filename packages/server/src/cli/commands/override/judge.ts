import type { OverrideJudgement, OverrideJudgementList } from '@stockwright/contract';
import type { Command } from 'commander';
import { count } from '../../format.js';
import type { Verbs } from '../../program.js';
import { whatIn, whereIn } from '../../scope-words.js';
import { printTable } from '../../table.js';
import type { Voice } from '../../terminal.js';
import { dayOf, idOf, limitOf } from '../../values.js';

interface JudgeOptions {
  readonly from?: string;
  readonly to?: string;
  readonly limit: number;
}

/** `stockwright override judge`: who was nearer to what was sold, the computed forecast or the person. */
export function judgeVerb(override: Command, verbs: Verbs): void {
  verbs
    .verb(override, 'judge', 'help.overrideJudge', 'npx stockwright override judge')
    .argument('[override]', verbs.word('argument.override'), idOf)
    .option('--from <day>', verbs.word('option.touchFrom'), dayOf)
    .option('--to <day>', verbs.word('option.touchTo'), dayOf)
    .option('--limit <rows>', verbs.word('option.limit'), limitOf, 50)
    .action(async (id: number | undefined, options: JudgeOptions, command: Command) => {
      const session = verbs.open(command);
      const { voice } = session;
      const { judgeOverride, judgeOverrides } = await import('@stockwright/app');
      await session.withExistingHouse(async ({ store }) => {
        if (id !== undefined) {
          const judged = await judgeOverride(store, id);
          return voice.json ? voice.object(judged) : printJudged(voice, [judged]);
        }
        const list = await judgeOverrides(store, options);
        if (voice.json) return voice.object(list);
        if (list.data.length === 0) return voice.tell('override.noneToJudge');
        printJudged(voice, list.data);
        voice.line();
        printRecords(voice, list.byActor);
      });
    });
}

function printJudged(voice: Voice, judged: readonly OverrideJudgement[]): void {
  const pieces = (value: number) => count(value, voice.language);
  printTable(voice, judged, [
    { header: voice.word('column.override'), value: (row) => row.override.id, align: 'right' },
    { header: voice.word('column.actor'), value: (row) => row.override.actor },
    { header: voice.word('column.what'), value: (row) => whatIn(voice, row.override) },
    { header: voice.word('column.where'), value: (row) => whereIn(voice, row.override) },
    { header: voice.word('column.firstDay'), value: (row) => row.firstDay },
    { header: voice.word('column.lastDay'), value: (row) => row.lastDay },
    {
      header: voice.word('column.computed'),
      value: (row) => pieces(row.computedPieces),
      align: 'right',
    },
    {
      header: voice.word('column.overridden'),
      value: (row) => pieces(row.overriddenPieces),
      align: 'right',
    },
    { header: voice.word('column.sold'), value: (row) => pieces(row.actualPieces), align: 'right' },
    {
      header: voice.word('column.errorComputed'),
      value: (row) => pieces(row.computedError),
      align: 'right',
    },
    {
      header: voice.word('column.errorSet'),
      value: (row) => pieces(row.overriddenError),
      align: 'right',
    },
    { header: voice.word('column.gain'), value: (row) => pieces(row.gain), align: 'right' },
  ]);
}

function printRecords(voice: Voice, records: OverrideJudgementList['byActor']): void {
  printTable(voice, records, [
    { header: voice.word('column.actor'), value: (row) => row.actor },
    { header: voice.word('column.better'), value: (row) => row.betterCount, align: 'right' },
    { header: voice.word('column.worse'), value: (row) => row.worseCount, align: 'right' },
    {
      header: voice.word('column.gain'),
      value: (row) => count(row.gain, voice.language),
      align: 'right',
    },
  ]);
}
