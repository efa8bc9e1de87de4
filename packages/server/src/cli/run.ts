import type { Language } from '@stockwright/app';
import { type Command, CommanderError } from 'commander';
import type { House, HouseSettings } from '../composition.js';
import { isWorded } from '../messages/worded.js';
import { EXIT } from './exit-codes.js';
import { Interrupt, type SignalSource } from './interrupt.js';
import { chosenLanguage } from './language-choice.js';
import { buildProgram } from './program.js';
import { type Outcome, Session } from './session.js';
import { type TextSink, Voice } from './terminal.js';
import { UsageError } from './usage.js';
import { usageOfCommander } from './usage-of-commander.js';

/** What the command needs of the process that it runs in. */
export interface CommandProcess extends SignalSource {
  readonly stdout: TextSink;
  readonly stderr: TextSink;
  readonly stdin: { readonly isTTY?: boolean };
  readonly env: Readonly<Record<string, string | undefined>>;
  /** How a data folder is opened; anew for each command where this is left out. */
  readonly openHouse?: (settings: HouseSettings) => Promise<House>;
}

/** Runs one command line and gives its exit code: 0 done, 1 failed, 2 wrong use, 130 interrupted. */
export async function runCommand(
  argv: readonly string[],
  process: CommandProcess,
): Promise<number> {
  const terminal = { data: process.stdout, talk: process.stderr, environment: process.env };
  const outcome: Outcome = { exitCode: EXIT.done };
  const interrupt = new Interrupt();
  let language: Language = 'en';
  let json = argv.includes('--json');
  try {
    language = chosenLanguage(argv, process.env);
    const program = buildProgram(language, terminal, (command) => {
      const options = globalOptions(command);
      json = options.json ?? false;
      const voice = new Voice(terminal, language, json);
      return new Session(voice, interrupt.signal, outcome, {
        dataDir: options.dataDir,
        databaseUrl: process.env.DATABASE_URL || undefined,
        mayAsk: options.input !== false && process.stdin.isTTY === true,
        openHouse: process.openHouse,
      });
    });
    const deaf = interrupt.listen(process, () =>
      new Voice(terminal, language, json).tell('interrupt.stopping'),
    );
    try {
      await program.parseAsync([...argv], { from: 'user' });
    } finally {
      deaf();
    }
    return interrupt.exitCode ?? outcome.exitCode;
  } catch (error) {
    const voice = new Voice(terminal, language, json);
    if (interrupt.exitCode !== undefined) {
      voice.tell('interrupt.stopped');
      return interrupt.exitCode;
    }
    return tellTrouble(voice, error);
  }
}

interface GlobalOptions {
  readonly dataDir: string;
  readonly json?: boolean;
  readonly input?: boolean;
}

const globalOptions = (command: Command): GlobalOptions => command.optsWithGlobals();

/** One line about what went wrong, on stderr; as JSON where JSON was asked for. */
function tellTrouble(voice: Voice, error: unknown): number {
  if (error instanceof CommanderError) {
    // Help and version have been printed.
    if (error.exitCode === 0) return EXIT.done;
    const usage = usageOfCommander(error);
    if (usage) tellOne(voice, usage.key, usage.in(voice.language));
    return EXIT.wrongUse;
  }
  if (error instanceof UsageError) {
    tellOne(voice, error.key, error.in(voice.language));
    return EXIT.wrongUse;
  }
  if (isWorded(error)) {
    const { code } = error as { code?: unknown };
    tellOne(voice, typeof code === 'string' ? code : error.name, error.in(voice.language));
  } else {
    const message = error instanceof Error ? error.message : String(error);
    tellOne(voice, 'unexpected', voice.word('trouble.unexpected', { message }));
  }
  if (voice.terminal.environment.STOCKWRIGHT_DEBUG && error instanceof Error)
    voice.tellText(error.stack ?? error.message);
  return EXIT.failed;
}

function tellOne(voice: Voice, code: string, message: string): void {
  voice.tellText(voice.json ? JSON.stringify({ code, message }) : `stockwright: ${message}`);
}
