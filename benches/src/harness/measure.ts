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
 * Seconds per call of quick work. It is warmed up for 200 ms, so that the compiler has done its part;
 * then calls are bundled to some 20 ms, judged by the fastest call seen, since on a busy machine a single
 * one may be interrupted for longer than that; the median of nine bundles is told.
 */
export function secondsPerCall(work: () => void): number {
  const bundleSeconds = (calls: number): number => {
    const started = performance.now();
    for (let i = 0; i < calls; i++) work();
    return (performance.now() - started) / 1000;
  };
  let calls = 1;
  let fastest = Infinity;
  const warmUntil = performance.now() + 200;
  while (performance.now() < warmUntil) {
    const seconds = bundleSeconds(calls);
    fastest = Math.min(fastest, seconds / calls);
    if (seconds < 0.005) calls *= 2;
  }
  calls = Math.max(1, Math.ceil(0.02 / fastest));
  const bundles = Array.from({ length: 9 }, () => bundleSeconds(calls) / calls);
  return bundles.sort((a, b) => a - b)[4];
}
