import type { Language } from '@stockwright/app';
import { Command, type CommandOptions, type HelpConfiguration, Option } from 'commander';
import { languages } from '../messages/language.js';
import { type MessageKey, say } from '../messages/say.js';
import { version } from '../version.js';
import { careVerbs } from './commands/care.js';
import { eventsVerb } from './commands/events/index.js';
import { forecastVerb } from './commands/forecast/index.js';
import { importVerb } from './commands/import.js';
import { jobsVerb } from './commands/jobs.js';
import { overrideVerb } from './commands/override/index.js';
import { planVerb } from './commands/plan/index.js';
import { startVerbs } from './commands/start.js';
import { stockVerb } from './commands/stock.js';
import { supplyVerb } from './commands/supply.js';
import type { Session } from './session.js';
import type { Terminal } from './terminal.js';

/** Makes the session of the verb that was called, once its options are known. */
export type OpenSession = (command: Command) => Session;

/** Adds verbs to the command; `verb` makes one with its help in the chosen language. */
export class Verbs {
  constructor(
    readonly language: Language,
    readonly open: OpenSession,
  ) {}

  word(key: MessageKey): string {
    return say(this.language, key);
  }

  /** A verb with its description and, first in its help, an example. */
  verb(
    parent: Command,
    name: string,
    description: MessageKey,
    example: string,
    options: CommandOptions = {},
  ): Command {
    return parent
      .command(name, options)
      .description(this.word(description))
      .helpCommand(false)
      .addHelpText('before', this.example(example));
  }

  /** The example that opens a help text; one line of `text` per command. */
  example(text: string): string {
    return `${this.word('help.example')}\n  ${text.replaceAll('\n', '\n  ')}\n`;
  }
}

/** The whole command `stockwright` in a language; its help is written to the terminal. */
export function buildProgram(language: Language, terminal: Terminal, open: OpenSession): Command {
  const verbs = new Verbs(language, open);
  const word = (key: MessageKey) => say(language, key);
  const program = new Command('stockwright')
    .description(word('help.program'))
    .addHelpText(
      'before',
      verbs.example('npx stockwright start\nnpx stockwright import sales.csv stock.xlsx'),
    )
    .version(version, '-V, --version', word('help.version'))
    .helpOption('-h, --help', word('help.help'))
    .helpCommand(false)
    .addOption(
      new Option('--data-dir <folder>', word('option.dataDir'))
        .env('STOCKWRIGHT_DATA_DIR')
        .default('./stockwright-data'),
    )
    .addOption(new Option('--lang <language>', word('option.lang')).choices([...languages]))
    .option('--json', word('option.json'))
    .option('--no-input', word('option.noInput'))
    .configureHelp(helpWording(language))
    .configureOutput({
      writeOut: (text) => terminal.data.write(text),
      writeErr: (text) => terminal.talk.write(text),
      getOutHelpWidth: () => terminal.data.columns ?? 80,
      getErrHelpWidth: () => terminal.talk.columns ?? 80,
      // Trouble is told once, in `runCommand`.
      outputError: () => {},
    })
    .showSuggestionAfterError(true)
    .exitOverride();

  startVerbs(program, verbs);
  importVerb(program, verbs);
  forecastVerb(program, verbs);
  eventsVerb(program, verbs);
  overrideVerb(program, verbs);
  planVerb(program, verbs);
  supplyVerb(program, verbs);
  stockVerb(program, verbs);
  jobsVerb(program, verbs);
  careVerbs(program, verbs);
  return program;
}

function helpWording(language: Language): HelpConfiguration {
  const titles: Readonly<Record<string, MessageKey>> = {
    'Usage:': 'help.usage',
    'Arguments:': 'help.arguments',
    'Options:': 'help.options',
    'Global Options:': 'help.globalOptions',
    'Commands:': 'help.commands',
  };
  return {
    showGlobalOptions: true,
    styleTitle: (title) => {
      const key = titles[title];
      return key ? say(language, key) : title;
    },
  };
}
