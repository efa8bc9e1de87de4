import type { Reporter, TestModule } from 'vitest/node';

/** Ends the run with the one line that people and CI read: `N passed, N failed`. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    let passed = 0;
    let failed = unhandledErrors.length;
    let skipped = 0;
    for (const module of modules) {
      if (!module.ok() && module.children.size === 0) failed++;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === 'passed') passed++;
        else if (state === 'failed') failed++;
        else skipped++;
      }
    }
    process.on('exit', () => {
      if (skipped > 0) console.log(`(${skipped} skipped)`);
      console.log(`${passed} passed, ${failed} failed`);
    });
  }
}
