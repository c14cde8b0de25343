import type { Push } from '#shared/model/push.ts';
import type { AppStatus } from '#shared/model/status.ts';
import { hashOf } from './sendingPlatform.ts';
import type { SendingPlatform } from './sendingPlatform.ts';
import type { StartedServe } from './startServe.ts';
import { waitFor } from './waitFor.ts';

/** Every push of the log, oldest first. */
export async function allPushes(earshot: StartedServe): Promise<Push[]> {
  const pushes: Push[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page = (await earshot.getJson(`/pushes?limit=500&cursor=${cursor}`)) as { items: Push[]; nextCursor: string | null };
    pushes.push(...page.items);
    cursor = page.nextCursor;
  }
  return pushes.toReversed();
}

/** A push's bytes as they are kept. */
export async function keptBody(earshot: StartedServe, id: number): Promise<Uint8Array> {
  const response = await earshot.fetchApi(`/pushes/${id}/raw`);
  if (!response.ok) throw new Error(`The body of push ${id}: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

/** Waits until every push is derived. */
export async function idle(earshot: StartedServe, withinMs = 30_000): Promise<AppStatus> {
  return waitFor(async () => {
    const status = (await earshot.getJson('/status')) as AppStatus;
    return status.backlog === 0 ? status : null;
  }, withinMs);
}

/** What a platform that sends distinct calls finds at a host that was interrupted; each list is empty where all is well. */
export interface Findings {
  readonly pushes: number;
  readonly duplicates: number;
  /** Bodies that were acknowledged and are not kept, byte for byte. */
  readonly missing: readonly string[];
  /** Ids of kept pushes that nobody sent as they are. */
  readonly torn: readonly number[];
  /** Call ids that came of more than one push, or of none although one was kept; or that were counted wrongly. */
  readonly wrongCalls: readonly string[];
}

/** Compares everything that a host keeps with everything that was sent to it. */
export async function findingsOf(earshot: StartedServe, { sent, acknowledged }: SendingPlatform): Promise<Findings> {
  const status = await idle(earshot);
  const pushes = await allPushes(earshot);
  const kept = new Set<string>();
  const torn: number[] = [];
  const timesOf = new Map<string, { stored: number; duplicate: number }>();
  await inParallel(pushes, async ({ id, records }) => {
    const hash = hashOf(await keptBody(earshot, id));
    kept.add(hash);
    const delivery = sent.get(hash);
    if (delivery === undefined || records.map(({ callId }) => callId).join() !== delivery.callIds.join()) torn.push(id);
  });
  for (const { callId, outcome } of pushes.flatMap(({ records }) => records)) {
    const times = timesOf.get(callId ?? '') ?? { stored: 0, duplicate: 0 };
    timesOf.set(callId ?? '', times);
    if (outcome === 'stored' || outcome === 'duplicate') times[outcome] += 1;
    else times.stored = Number.NaN;
  }
  const wrongCalls = [...timesOf].filter(([, { stored }]) => stored !== 1).map(([callId]) => callId);
  await inParallel([...timesOf], async ([callId, { duplicate }]) => {
    const call = (await earshot.getJson(`/calls/${callId}`)) as { revisionCount: number; duplicateCount: number };
    if (call.revisionCount !== 1 || call.duplicateCount !== duplicate) wrongCalls.push(callId);
  });
  if (status.totals.calls !== timesOf.size) wrongCalls.push(`${status.totals.calls} calls are counted, and there are ${timesOf.size}`);
  if (status.totals.pushes !== pushes.length) torn.push(status.totals.pushes);
  return {
    pushes: pushes.length,
    duplicates: [...timesOf.values()].reduce((sum, { duplicate }) => sum + duplicate, 0),
    missing: [...acknowledged].map(({ body }) => hashOf(body)).filter((hash) => !kept.has(hash)),
    torn,
    wrongCalls,
  };
}

/** Works on several items at a time. */
export async function inParallel<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const left = items.values();
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (const item of left) await work(item);
    }),
  );
}
