import type { Command } from 'commander';
import type { Verbs } from '../../program.js';
import { UsageError } from '../../usage.js';
import { dayOf, idOf, numberOf } from '../../values.js';
import { printOverrides } from './list.js';

interface AddOptions {
  readonly item?: string;
  readonly category?: string;
  readonly location?: string;
  readonly from: string;
  readonly to?: string;
  readonly factor?: number;
  readonly level?: number;
  readonly reason: string;
  readonly actor: string;
}

/** `stockwright override add` and `withdraw`. */
export function setVerbs(override: Command, verbs: Verbs): void {
  verbs
    .verb(
      override,
      'add',
      'help.overrideAdd',
      'npx stockwright override add --item BEAR --location S1 --from 2026-12-01 --to 2026-12-24 --level 9 --reason "shop window"',
    )
    .option('--item <code>', verbs.word('option.onlyItem'))
    .option('--category <name>', verbs.word('option.onlyCategory'))
    .option('--location <code>', verbs.word('option.onlyLocation'))
    .requiredOption('--from <day>', verbs.word('option.fromDay'), dayOf)
    .option('--to <day>', verbs.word('option.toDay'), dayOf)
    .option('--factor <number>', verbs.word('option.factor'), numberOf)
    .option('--level <pieces>', verbs.word('option.level'), numberOf)
    .requiredOption('--reason <text>', verbs.word('option.reason'))
    .option('--actor <name>', verbs.word('option.actor'), 'cli')
    .action(async (options: AddOptions, command: Command) => {
      const session = verbs.open(command);
      const { voice } = session;
      const { from: fromDay, to: toDay, factor, level, actor, ...rest } = options;
      const value = factor ?? level;
      if (value === undefined || (factor !== undefined && level !== undefined))
        throw new UsageError('usage.overrideValue');
      const kind = factor === undefined ? ('level' as const) : ('factor' as const);
      const { addOverride } = await import('@stockwright/app');
      await session.withExistingHouse(async ({ store }) => {
        const input = { ...rest, fromDay, toDay, kind, value };
        const set = await addOverride(store.database, input, actor);
        if (voice.json) return voice.object(set);
        printOverrides(voice, [set]);
        voice.tell('override.set', { id: set.id });
      });
    });

  verbs
    .verb(override, 'withdraw', 'help.overrideWithdraw', 'npx stockwright override withdraw 3')
    .argument('<override>', verbs.word('argument.override'), idOf)
    .option('--reason <text>', verbs.word('option.reason'))
    .option('--actor <name>', verbs.word('option.actor'), 'cli')
    .action(async (id: number, options: { reason?: string; actor: string }, command: Command) => {
      const session = verbs.open(command);
      const { voice } = session;
      const { withdrawOverride } = await import('@stockwright/app');
      await session.withExistingHouse(async ({ store }) => {
        const withdrawn = await withdrawOverride(store.database, id, options);
        if (voice.json) return voice.object(withdrawn);
        voice.tell('override.withdrawn', { id });
      });
    });
}
