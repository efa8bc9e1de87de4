/** Where signals come from; Node's `process` is one. */
export interface SignalSource {
  on(signal: string, handle: () => void): unknown;
  off(signal: string, handle: () => void): unknown;
  exit(code: number): never;
}

/**
 * Ctrl-C and its kin. The first asks the work to stop and clean up; the second ends the process at
 * once. Work that stopped so ends with 128 + the number of the signal, as shells expect.
 */
export class Interrupt {
  readonly #controller = new AbortController();
  #exitCode: number | undefined;

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Exit code of a process that was interrupted; undefined when it was not. */
  get exitCode(): number | undefined {
    return this.#exitCode;
  }

  /** Listens to the process's signals; returns how to stop listening. */
  listen(process: SignalSource, onFirst: () => void): () => void {
    const codes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
    const handlers = Object.entries(codes).map(([name, code]) => {
      const handle = () => {
        if (this.#exitCode !== undefined) process.exit(code);
        this.#exitCode = code;
        onFirst();
        this.#controller.abort();
      };
      process.on(name, handle);
      return [name, handle] as const;
    });
    return () => {
      for (const [name, handle] of handlers) process.off(name, handle);
    };
  }
}
