import { expect, it } from 'vitest';
import { readReport } from './specs.ts';

const spec = (title: string, status: string) => ({ title, file: 'test/electron/a.spec.ts', tests: [{ status }] });

it('reads what Playwright reports', () => {
  const report = {
    suites: [{ specs: [spec('holds', 'expected'), spec('waits', 'skipped')], suites: [{ specs: [spec('fails', 'unexpected'), spec('wavers', 'flaky')] }] }],
    errors: [{ message: 'No room left' }, {}],
  };
  expect(readReport(report)).toEqual({ passed: 1, failed: ['a.spec.ts: fails'], wavered: ['a.spec.ts: wavers'], errors: ['No room left', 'an error without words'] });
});
