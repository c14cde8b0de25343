import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createAdmission } from '../../../electron/core/store/backlog.ts';
import { openDeriving, openStore } from '../../../electron/core/store/index.ts';
import { aPush } from '../../support/derivedStore.ts';

/** How many of so many pushes are taken in each tenth of a second, where so many wait. */
function taken(tenths: readonly { readonly wait: number; readonly come: number }[]): number[] {
  let at = 0;
  const admits = createAdmission({ behind: () => tenths[at]?.wait ?? 0, clock: () => at * 100, longest: 10 });
  return tenths.map(({ come }, tenth) => {
    at = tenth;
    return Array.from({ length: come }, admits).filter(Boolean).length;
  });
}

it('takes few while too many wait, and all others', () => {
  expect(taken([{ wait: 10, come: 5000 }, { wait: 11, come: 5000 }, { wait: 1000, come: 80 }, { wait: 1000, come: 101 }, { wait: 9, come: 101 }])).toEqual([5000, 100, 80, 100, 101]);
});

it('looks no more than ten times a second, however many come', () => {
  let looks = 0;
  let nowMs = 0;
  const admits = createAdmission({ behind: () => (looks += 1), clock: () => nowMs });
  for (nowMs = 0; nowMs < 1000; nowMs += 1) admits();
  expect(looks).toBe(10);
});

function fail(): never {
  throw new Error('disk I/O error');
}

it('turns nothing away where the database cannot be asked', () => {
  const admits = createAdmission({ behind: fail, clock: () => 0 });
  expect(Array.from({ length: 1000 }, admits)).not.toContain(false);
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
