import type { Reporter, TestModule } from 'vitest/node';

/** Names every test that was skipped, with the reason it gave: a run that shows less than all says so itself. */
// oxlint-disable-next-line import/no-default-export -- Vitest takes a reporter so
export default class NamesSkipped implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const skipped = modules.flatMap((module) => [...module.children.allTests('skipped')]);
    if (skipped.length === 0) return;
    console.log(`\n${skipped.length} ${skipped.length === 1 ? 'test' : 'tests'} skipped:`);
    for (const test of skipped) {
      const result = test.result();
      console.log(`  ${test.fullName}: ${(result.state === 'skipped' ? result.note : undefined) ?? 'without a reason'}`);
    }
  }
}
