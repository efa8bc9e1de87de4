import type { ImportKind } from '@stockwright/app';
import type { Command } from 'commander';
import { EXIT } from '../exit-codes.js';
import { importHere } from '../import-here.js';
import { printImport } from '../print-import.js';
import type { Verbs } from '../program.js';
import { UsageError } from '../usage.js';
import { oneOf, shareOf } from '../values.js';

const KINDS = [
  'sales',
  'stock',
  'onOrder',
  'items',
  'locations',
  'suppliers',
  'lanes',
  'itemSupply',
  'successions',
  'prices',
  'events',
  'promotions',
  'drivers',
] as const satisfies readonly ImportKind[];

interface ImportOptions {
  readonly source?: string;
  readonly kind?: ImportKind;
  readonly map?: Readonly<Record<string, string>>;
  readonly mapping?: string;
  readonly dryRun?: boolean;
  readonly rejectThreshold?: number;
  readonly encoding?: string;
  readonly dateFormat?: string;
  readonly allowOverlap?: boolean;
}

/** `stockwright import`: files and folders become sources of data. */
export function importVerb(program: Command, verbs: Verbs): void {
  verbs
    .verb(
      program,
      'import',
      'help.import',
      'npx stockwright import sales.csv stock.xlsx --dry-run\nnpx stockwright import 销售.csv --encoding gbk --map item=货号',
    )
    .argument('<paths...>', verbs.word('argument.paths'))
    .option('--source <name>', verbs.word('option.source'))
    .option('--kind <kind>', verbs.word('option.importKind'), oneOf(KINDS))
    .option('--map <field=column>', verbs.word('option.map'), collectMap)
    .option('--mapping <file>', verbs.word('option.mapping'))
    .option('--dry-run', verbs.word('option.dryRun'))
    .option('--reject-threshold <share>', verbs.word('option.rejectThreshold'), shareOf)
    .option('--encoding <name>', verbs.word('option.encoding'))
    .option('--date-format <format>', verbs.word('option.dateFormat'))
    .option('--allow-overlap', verbs.word('option.allowOverlap'))
    .action(async (paths: readonly string[], options: ImportOptions, command: Command) => {
      const session = verbs.open(command);
      await session.withHouse(async (house) => {
        const { describeImportNote, describeProblem, rejectReasons } = await import(
          '@stockwright/app'
        );
        const { voice } = session;
        const report = await importHere(session, house, { paths, ...options });
        const wouldBeRefused = report.sources.some(({ state }) => state === 'refused');
        if (wouldBeRefused) session.outcome.exitCode = EXIT.failed;
        printImport(voice, report, {
          reject: (reason) => rejectReasons[reason][voice.language],
          note: (note) => describeImportNote(note, voice.language),
          problem: ({ code, facts }) => describeProblem(code, facts, voice.language),
        });
      });
    });
}

/** `--map item=SKU --map quantity=件数` as one record. */
function collectMap(
  text: string,
  former: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const match = /^([^=]+)=(.+)$/.exec(text);
  if (!match) throw new UsageError('usage.map', { value: text });
  return { ...former, [match[1].trim()]: match[2].trim() };
}
