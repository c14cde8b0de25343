import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createOverrun } from '../../../electron/core/store/backlog.ts';
import { openDeriving, openStore } from '../../../electron/core/store/index.ts';
import { aPush } from '../../support/derivedStore.ts';

/** Whether pushes are turned away in each tenth of a second, with so many that wait and as many or few that come. */
function answers(tenths: readonly (readonly ['many' | 'few', number])[]): boolean[] {
  let at = 0;
  const isOverrun = createOverrun({ areMany: () => tenths[at]?.[0] === 'many', behind: () => tenths[at]?.[1] ?? 0, clock: () => at * 100, longest: 10 });
  return tenths.map((_, tenth) => {
    at = tenth;
    return isOverrun();
  });
}

it('turns pushes away while too many wait and more come in fast, and no others', () => {
  expect(answers([['many', 10], ['many', 11], ['many', 11], ['few', 11], ['many', 11], ['many', 9], ['few', 1000]])).toEqual([false, true, true, false, true, false, false]);
});

it('looks no more than ten times a second, however many come', () => {
  let looks = 0;
  let nowMs = 0;
  const isOverrun = createOverrun({ areMany: () => true, behind: () => (looks += 1), clock: () => nowMs, longest: 10 });
  for (nowMs = 0; nowMs < 1000; nowMs += 1) isOverrun();
  expect(looks).toBe(10);
});

function fail(): never {
  throw new Error('disk I/O error');
}

it('turns nothing away where the database cannot be asked', () => {
  expect(createOverrun({ areMany: () => true, behind: fail, clock: () => 0, longest: 10 })()).toBe(false);
});

it('counts what waits to be derived', () => {
  const dir = mkdtempSync(join(tmpdir(), 'earshot-backlog-'));
  const file = join(dir, 'earshot.db');
  const store = openStore({ file });
  const deriving = openDeriving(file, store.turns);
  expect(deriving.behind()).toBe(0);
  store.appendPushes([aPush('{}'), aPush('{}'), aPush('{}')]);
  expect(deriving.behind()).toBe(3);
  deriving.write(() => deriving.moveTo({ pushId: 2, recordIndex: 0 }));
  expect(deriving.behind()).toBe(1);
  deriving.close();
  store.close();
  rmSync(dir, { recursive: true });
});
