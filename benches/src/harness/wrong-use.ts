/** Something the person typed is wrong: told in one line with the usage, exit code 2. */
export class WrongUse extends Error {}

/** Runs a command's main function and turns its end into an exit code: 0 done, 1 failed, 2 wrong use. */
export async function runCommand(usage: string, main: () => void | Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    const wrongUse = error instanceof WrongUse;
    process.stderr.write(
      wrongUse
        ? `${error.message}\n${usage}\n`
        : `${error instanceof Error ? error.stack : error}\n`,
    );
    process.exitCode = wrongUse ? 2 : 1;
  }
}
