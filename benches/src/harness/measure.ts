/** What one piece of work took. Each bench runs in a process of its own, so the peak is the bench's. */
export interface Measured<T> {
  readonly value: T;
  readonly wallSeconds: number;
  /** User and system time of this process, all threads. */
  readonly cpuSeconds: number;
  /** Highest resident memory of this process so far. */
  readonly peakMiB: number;
}

export async function measure<T>(work: () => T | Promise<T>): Promise<Measured<T>> {
  const cpuBefore = process.cpuUsage();
  const started = performance.now();
  const value = await work();
  const wallSeconds = (performance.now() - started) / 1000;
  const cpu = process.cpuUsage(cpuBefore);
  return {
    value,
    wallSeconds,
    cpuSeconds: (cpu.user + cpu.system) / 1e6,
    peakMiB: process.resourceUsage().maxRSS / 1024,
  };
}

/**
 * Seconds per call of quick work, after warming up: calls are bundled until a bundle takes 20 ms, and
 * the median of nine bundles is told, so that neither the clock's grain nor one pause decides.
 */
export function secondsPerCall(work: () => void): number {
  const bundleSeconds = (calls: number): number => {
    const started = performance.now();
    for (let i = 0; i < calls; i++) work();
    return (performance.now() - started) / 1000;
  };
  let calls = 1;
  while (bundleSeconds(calls) < 0.02) calls *= 2;
  const bundles = Array.from({ length: 9 }, () => bundleSeconds(calls) / calls);
  return bundles.sort((a, b) => a - b)[4];
}
