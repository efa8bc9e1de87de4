import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { nameIn } from '../../format.js';
import type { Verbs } from '../../program.js';
import { cut, printTable } from '../../table.js';

interface Options {
  readonly limit?: number;
  readonly output?: string;
}

/**
 * `stockwright forecast successions`: items that look as if one replaced the other, and on request a file of
 * them that can be checked and imported.
 */
export function successionsVerb(forecast: Command, verbs: Verbs): void {
  verbs
    .verb(
      forecast,
      'successions',
      'help.forecastSuccessions',
      'npx stockwright forecast successions --output successions.csv',
    )
    .action(async (_options: object, command: Command) => {
      const { limit = 20, output } = command.optsWithGlobals<Options>();
      const session = verbs.open(command);
      const { voice } = session;
      const { suggestedSuccessions } = await import('@stockwright/app');
      await session.withExistingHouse(async ({ store }) => {
        const data = await suggestedSuccessions(store, limit);
        if (output !== undefined) {
          const lines = data.map(
            ({ predecessor, successor, firstDay }) =>
              `${quoted(predecessor.code)},${quoted(successor.code)},${firstDay},1`,
          );
          await writeFile(
            output,
            `${['predecessor,successor,from day,share', ...lines].join('\n')}\n`,
          );
        }
        if (voice.json) return voice.object({ data });
        printTable(voice, data, [
          { header: voice.word('column.predecessor'), value: (row) => row.predecessor.code },
          {
            header: voice.word('column.name'),
            value: (row) => cut(nameIn(row.predecessor, voice.language), 30),
          },
          { header: voice.word('column.lastSold'), value: (row) => row.lastDay },
          { header: voice.word('column.successor'), value: (row) => row.successor.code },
          {
            header: voice.word('column.name'),
            value: (row) => cut(nameIn(row.successor, voice.language), 30),
          },
          { header: voice.word('column.firstSold'), value: (row) => row.firstDay },
          {
            header: voice.word('column.score'),
            value: (row) => row.score.toFixed(2),
            align: 'right',
          },
        ]);
        voice.line(voice.word('succession.guesses'));
      });
    });
}

const quoted = (code: string): string =>
  /[",\n]/.test(code) ? `"${code.replaceAll('"', '""')}"` : code;
