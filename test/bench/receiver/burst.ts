import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { rounded, table } from './figures.ts';
import { memoryMbOf } from './processes.ts';
import type { Sender } from './sender.ts';
import type { BenchedEarshot } from './servers.ts';

/** So many at once: how long until all are acknowledged, how many wait to be derived, and how long until none does. */
export async function measureBurst(sender: Sender, earshot: BenchedEarshot, { count, first }: { readonly count: number; readonly first: number }): Promise<{ readonly markdown: string; readonly emptyAfterMs: number; readonly isInOrder: boolean }> {
  const before = memoryMbOf(earshot.pid)?.now ?? null;
  const sent = new AbortController();
  let most = 0;
  const watching = (async () => {
    while (!sent.signal.aborted) {
      most = Math.max(most, (await earshot.status()).backlog);
      await sleep(200);
    }
  })();
  const { acknowledged, others, wallMs } = await sender.send({ url: earshot.url, first, count, connections: 64, ratePerS: null, forMs: Infinity, wantsTimes: false });
  const endedMs = performance.now();
  sent.abort();
  await watching;
  for (let { backlog } = await earshot.status(); backlog > 0; { backlog } = await earshot.status()) {
    most = Math.max(most, backlog);
    await sleep(100);
  }
  const emptyAfterMs = performance.now() - endedMs;
  if (Object.keys(others).length > 0 || acknowledged !== count) throw new Error(`Earshot answered otherwise: ${JSON.stringify(others)}`);
  const isInOrder = callsAreInOrder(join(earshot.serve.dataDir, 'earshot.db'));
  const row = [
    count.toLocaleString('en'),
    `${rounded(wallMs / 1000)} s`,
    most.toLocaleString('en'),
    `${rounded(emptyAfterMs / 1000)} s`,
    isInOrder ? 'kept' : '**broken**',
    `${rounded(before)} → ${rounded(memoryMbOf(earshot.pid)?.most ?? null)} MB`,
  ];
  return { markdown: table(['burst', 'acknowledged in', 'most that waited', 'none waits after', 'order', 'RSS before → most'], [row]), emptyAfterMs, isInOrder };
}

/** Whether calls stand in the order in which their pushes arrived. */
function callsAreInOrder(file: string): boolean {
  const db = new Database(file, { readonly: true });
  try {
    const { astray } = db
      .prepare(`SELECT count(*) AS astray FROM (SELECT push_id, lag(push_id) OVER (ORDER BY call_row) AS previous FROM push_records WHERE outcome = 'stored') WHERE previous > push_id`)
      .get() as { astray: number };
    return astray === 0;
  } finally {
    db.close();
  }
}
