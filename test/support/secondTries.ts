import type { FullConfig, FullResult, Reporter, Suite } from '@playwright/test/reporter';

/** How many specs of a run may need a second try before it fails: about one in a hundred. */
const most = 4;

/**
 * Names the specs that passed only when they were tried again, each of which waits for less than it needs or shows a race in
 * the app. A few do not fail a run, as its machine may be busy with other work; more of them do.
 */
// oxlint-disable-next-line import/no-default-export -- Playwright takes a reporter so
export default class SecondTries implements Reporter {
  #all: Suite | null = null;

  onBegin(_config: FullConfig, all: Suite): void {
    this.#all = all;
  }

  onEnd({ status }: FullResult): Promise<Pick<FullResult, 'status'> | undefined> {
    const again = (this.#all?.allTests() ?? []).filter((test) => test.outcome() === 'flaky');
    if (again.length === 0) return Promise.resolve(undefined);
    const isTooMany = again.length > most;
    console.log(`\n${again.length} of ${this.#all?.allTests().length ?? 0} specs passed only when they were tried again${isTooMany ? `, more than ${most}: the run fails` : ''}:`);
    for (const test of again) console.log(`  ${test.titlePath().filter(Boolean).join(' › ')}`);
    return Promise.resolve(isTooMany && status === 'passed' ? { status: 'failed' } : undefined);
  }

  printsToStdio(): boolean {
    return false;
  }
}
