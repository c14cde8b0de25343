import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from '@playwright/test';
import type { RunningApp } from '../electron-double/windows/launch.ts';

/** Where to keep what of the app's code ran, as V8 tells it; scripts/desktopLines.mjs names the folder and reads the files. */
export const ranCodeDir = process.env['EARSHOT_TEST_RAN_CODE'];

/** Notes from now on what runs in a page, its preload's world included. */
export const followPage = (page: Page): Promise<void> => page.coverage.startJSCoverage({ resetOnNavigation: false, reportAnonymousScripts: true });

/** Keeps what has run so far in an app that is about to be killed; one that ends by itself keeps it too. */
export async function keepRanCode(dir: string, app: string, { app: process, ended, pages }: Pick<RunningApp, 'app' | 'ended' | 'pages'>): Promise<void> {
  const preload = join(app, 'out', 'preload', 'index.cjs');
  const body = await readFile(preload, 'utf8').catch(() => '');
  for (const page of body === '' ? [] : pages()) {
    const scripts = await page.coverage.stopJSCoverage().catch(() => []);
    const result = scripts.flatMap(({ source = '', functions }) => {
      const from = source.indexOf(body);
      return from === -1 ? [] : [{ scriptId: '', url: pathToFileURL(preload).href, functions: within(functions, from, body.length) }];
    });
    if (result.length > 0) await writeFile(join(dir, `preload-${randomUUID()}.json`), JSON.stringify({ result }));
  }
  await Promise.race([process.evaluate(String(takeCoverage), null), ended]);
}

/** Runs in the app. */
function takeCoverage(): void {
  process.getBuiltinModule('node:v8').takeCoverage();
}

interface FunctionCoverage {
  readonly functionName: string;
  readonly isBlockCoverage: boolean;
  readonly ranges: readonly { readonly startOffset: number; readonly endOffset: number; readonly count: number }[];
}

/** The functions in the `length` characters after `from`, told from there, and the innermost one around them as the whole. */
function within(functions: readonly FunctionCoverage[], from: number, length: number): FunctionCoverage[] {
  const sizeOf = ({ ranges: [whole] }: FunctionCoverage): number => (whole === undefined ? 0 : whole.endOffset - whole.startOffset);
  const isAround = ({ ranges: [whole] }: FunctionCoverage): boolean => whole !== undefined && whole.startOffset <= from && whole.endOffset >= from + length;
  const isWithin = ({ ranges: [whole] }: FunctionCoverage): boolean => whole !== undefined && whole.startOffset >= from && whole.endOffset <= from + length;
  const [innermost] = functions.filter(isAround).toSorted((a, b) => sizeOf(a) - sizeOf(b));
  const cut = (offset: number): number => Math.min(Math.max(offset - from, 0), length);
  return [...(innermost === undefined ? [] : [innermost]), ...functions.filter(isWithin)].map(({ functionName, isBlockCoverage, ranges }) => ({
    functionName,
    isBlockCoverage,
    ranges: ranges.map(({ startOffset, endOffset, count }) => ({ startOffset: cut(startOffset), endOffset: cut(endOffset), count })),
  }));
}
