// From source (tools, benches) the worker is TypeScript and needs the loader; as shipped it does not.
const fromSource = import.meta.url.endsWith('.ts');

/** What a planning thread runs, and the switches of node it needs. */
export const planningThread: { readonly filename: string; readonly execArgv?: string[] } = {
  filename: new URL(`./planning-worker.${fromSource ? 'ts' : 'js'}`, import.meta.url).href,
  ...(fromSource ? { execArgv: ['--import', 'tsx', '--conditions', 'stockwright-source'] } : {}),
};
