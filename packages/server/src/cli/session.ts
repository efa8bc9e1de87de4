import { resolve } from 'node:path';
import type { House, HouseSettings } from '../composition.js';
import type { Voice } from './terminal.js';

const PATIENCE_MS = 1500;

/** How the command will end when nothing goes wrong from here on. */
export interface Outcome {
  exitCode: number;
}

/** What every verb is given: how to speak, where the data lies, and when to stop. */
export class Session {
  constructor(
    readonly voice: Voice,
    /** Aborted by Ctrl-C. */
    readonly signal: AbortSignal,
    readonly outcome: Outcome,
    readonly settings: {
      readonly dataDir: string;
      readonly databaseUrl?: string;
      /** False where nobody may be asked (`--no-input`, or no terminal). */
      readonly mayAsk: boolean;
      /** How a data folder is opened, where that is not to be done anew for each command. */
      readonly openHouse?: (settings: HouseSettings) => Promise<House>;
    },
  ) {}

  get dataDir(): string {
    return resolve(this.settings.dataDir);
  }

  /** Address of a PostgreSQL server, where one holds the database. */
  get databaseUrl(): string | undefined {
    return this.settings.databaseUrl;
  }

  /** Opens the data folder, made where there is none, for one piece of work; closes it whatever happens. */
  withHouse<T>(work: (house: House) => Promise<T>): Promise<T> {
    return this.#with(true, work);
  }

  /** As `withHouse`, for work that makes no sense in a folder that is not there yet. */
  withExistingHouse<T>(work: (house: House) => Promise<T>): Promise<T> {
    return this.#with(false, work);
  }

  async #with<T>(create: boolean, work: (house: House) => Promise<T>): Promise<T> {
    // Loaded here, so that `--help` does not wait for database and history engines.
    const openHouse = this.settings.openHouse ?? (await import('../composition.js')).openHouse;
    const { databaseUrl } = this.settings;
    // A new database takes seconds; nobody should wonder meanwhile.
    const patience = setTimeout(() => this.voice.tell('store.opening'), PATIENCE_MS);
    const house = await openHouse({
      dataDir: this.dataDir,
      databaseUrl,
      // With a server the truth lies there; the folder of files beside it may be new on this machine.
      create: create || databaseUrl !== undefined,
    }).finally(() => clearTimeout(patience));
    try {
      this.signal.throwIfAborted();
      return await work(house);
    } finally {
      await house.close();
    }
  }
}
