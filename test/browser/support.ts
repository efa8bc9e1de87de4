import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium, type Page } from 'playwright-core';

export const repository = fileURLToPath(new URL('../..', import.meta.url));

/** Where a Chromium of this project is unpacked: it reuses whatever lies in the temporary folder. */
const CHROMIUM_FOLDER = join(repository, 'node_modules', '.cache', 'chromium');

let page: Promise<string> | undefined;

/**
 * Builds the page from its source as it is now, once for a run of the tests, and says where it lies. The
 * build fails where its scripts grow above their limit.
 */
export function builtPage(): Promise<string> {
  page ??= (async () => {
    const root = join(repository, 'packages', 'web');
    const vite = join(repository, 'node_modules', 'vite', 'bin', 'vite.js');
    // A folder for each process: files of tests run side by side, and a build empties its folder.
    const outDir = mkdtempSync(join(tmpdir(), 'stockwright-page-'));
    process.once('exit', () => rmSync(outDir, { recursive: true, force: true }));
    // A process of its own: under a test runner the libraries would be built in their test form.
    const arguments_ = [vite, 'build', '--logLevel', 'error', '--outDir', outDir, '--emptyOutDir'];
    await promisify(execFile)(process.execPath, arguments_, {
      cwd: root,
      env: { ...process.env, NODE_ENV: 'production' },
    });
    return outDir;
  })();
  return page;
}

/**
 * A headless browser: on Linux the Chromium that comes as an npm package, elsewhere an installed Chrome.
 * Null where there is none; the caller skips and says so with `noBrowser`.
 */
export async function launchBrowser(): Promise<Browser | null> {
  return process.platform === 'linux' ? launchPackaged() : launchInstalled();
}

export const noBrowser =
  'no browser: this test wants Linux (Chromium comes as an npm package) or an installed Chrome';

async function launchPackaged(): Promise<Browser | null> {
  mkdirSync(CHROMIUM_FOLDER, { recursive: true });
  // The package unpacks to the temporary folder of the process; the tests' own scratch stays elsewhere.
  const formerFolder = process.env.TMPDIR;
  process.env.TMPDIR = CHROMIUM_FOLDER;
  const { default: packaged, inflate } = await import('@sparticuz/chromium');
  const executablePath = await packaged.executablePath();
  const libraries = await missingLibraries(inflate);
  if (formerFolder === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = formerFolder;
  const args = packaged.args.filter((arg) => !DROPPED.has(arg));
  try {
    return await chromium.launch({
      executablePath,
      args,
      env: { ...plainEnvironment(), TMPDIR: CHROMIUM_FOLDER, ...libraries },
    });
  } catch (error) {
    console.warn(`the packaged Chromium did not start: ${String(error).split('\n')[0]}`);
    return null;
  }
}

/** Switches for a cloud function that a test does without: one process for all, no web security. */
const DROPPED = new Set(['--single-process', '--no-zygote', '--disable-web-security']);

/** Where the system lacks libnss3 or libexpat, the package's own copies are unpacked and named. */
async function missingLibraries(
  inflate: (file: string) => Promise<string>,
): Promise<Record<string, string>> {
  const places = ['/usr/lib', '/usr/lib64', '/lib', '/lib64', '/usr/lib/x86_64-linux-gnu'];
  const has = (library: string) => places.some((place) => existsSync(join(place, library)));
  if (has('libnss3.so') && has('libexpat.so.1')) return {};
  const archive = join(repository, 'node_modules/@sparticuz/chromium/bin/al2023.tar.br');
  if (!existsSync(archive)) return {};
  const folder = await inflate(archive);
  return { LD_LIBRARY_PATH: [join(folder, 'lib'), process.env.LD_LIBRARY_PATH ?? ''].join(':') };
}

const plainEnvironment = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );

async function launchInstalled(): Promise<Browser | null> {
  try {
    return await chromium.launch({ channel: 'chrome' });
  } catch {
    return null;
  }
}

/** Faults that axe finds on the page, or within a part of it, in one line each. */
export async function faults(page: Page, within?: string): Promise<string[]> {
  const axe = new AxeBuilder({ page });
  const { violations } = await (within ? axe.include(within) : axe).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.any[0]?.message ?? ''}`),
  );
}
