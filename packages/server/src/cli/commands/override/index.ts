import type { Command } from 'commander';
import type { Verbs } from '../../program.js';
import { judgeVerb } from './judge.js';
import { listVerb } from './list.js';
import { setVerbs } from './set.js';

/** `stockwright override`: what people set on forecasts, and who was right. */
export function overrideVerb(program: Command, verbs: Verbs): void {
  const override = verbs.verb(
    program,
    'override',
    'help.override',
    'npx stockwright override add --item BEAR --from 2026-12-01 --to 2026-12-24 --factor 1.5 --reason advert\nnpx stockwright override judge',
  );
  listVerb(override, verbs);
  setVerbs(override, verbs);
  judgeVerb(override, verbs);
}
