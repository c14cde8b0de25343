import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter';

/** What `onlyOnElectron` notes on a spec. */
export const waitsForElectron = 'waits for Electron';
/** What `onlyOnTheDouble` notes on a spec. */
export const doubleOnly = 'only the double shows it';

/** Tells how many specs of the desktop host ran on its double only. */
// oxlint-disable-next-line import/no-default-export -- Playwright takes a reporter so
export default class DesktopReporter implements Reporter {
  #ran = 0;
  #doubleOnly = 0;
  #waiting = 0;

  onTestEnd(test: TestCase, { retry, status }: TestResult): void {
    if (retry > 0 || test.parent.project()?.name !== 'desktop') return;
    if (test.annotations.some(({ type }) => type === doubleOnly)) this.#doubleOnly += 1;
    if (status !== 'skipped') this.#ran += 1;
    else if (test.annotations.some(({ description }) => description?.startsWith(waitsForElectron))) this.#waiting += 1;
  }

  onEnd(): void {
    if (this.#ran === 0 || process.env['EARSHOT_DESKTOP'] === 'electron') return;
    const more = this.#waiting === 0 ? '' : `, and ${this.#waiting} more that only it can show`;
    console.log(`\nDesktop host: ${this.#ran} specs ran on a double of Electron. ${this.#ran - this.#doubleOnly} of them wait for Electron itself${more}: npm run test:electron.`);
  }

  printsToStdio(): boolean {
    return false;
  }
}
