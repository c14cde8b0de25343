import { afterEach, describe, expect, it } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import type { EventHub } from '#renderer/app/events.ts';
import { createFeedStore, noFilters, type FeedStore } from '#renderer/feed/index.ts';
import type { Call } from '#shared/model/call.ts';
import { aCall, aCoreDouble, type CoreDouble } from '../../support/feed.ts';

const all = { view: 'all', statuses: null, q: '', filters: noFilters } as const;
const calls = (count: number): Call[] => Array.from({ length: count }, (_, index) => aCall({ callId: `call-${String(count - index)}`, receivedAtMs: 1000 + count - index }));
const newCall = (n: number, overrides: Partial<Call> = {}): Call => aCall({ callId: `new-${String(n)}`, receivedAtMs: 1_000_000 + n, ...overrides });

const open: { close(): void }[] = [];
function start(core: CoreDouble): { feed: FeedStore; events: EventHub } {
  const events = core.hub();
  const feed = createFeedStore({ api: core.api, events, soon: (run) => (queueMicrotask(run), () => {}) });
  open.push(feed, events);
  return { feed, events };
}
const ids = (feed: FeedStore): string[] => feed.store.getState().rows.map((call) => call.callId);
const isReady = (feed: FeedStore) => eventually(() => expect(feed.store.getState().phase).toBe('ready'));

afterEach(() => {
  for (const opened of open.splice(0)) opened.close();
});

describe('createFeedStore', () => {
  it('shows the first page, then further ones, each call once', async () => {
    const { feed } = start(aCoreDouble(calls(650)));
    feed.show(all);
    await isReady(feed);
    expect(ids(feed)).toHaveLength(100);
    while (feed.store.getState().nextCursor !== null) {
      feed.loadMore();
      await eventually(() => expect(feed.store.getState().more).toBe('idle'));
    }
    expect(ids(feed)).toEqual(calls(650).map((call) => call.callId));
  });

  it('shows a call that arrives', async () => {
    const core = aCoreDouble(calls(3));
    const { feed } = start(core);
    feed.show(all);
    await isReady(feed);
    core.receive(newCall(1));
    await eventually(() => expect(ids(feed)[0]).toBe('new-1'));
  });

  it('misses nothing that happens while the first page is on its way', async () => {
    const core = aCoreDouble(calls(3));
    const { feed, events } = start(core);
    await events.begun();
    await eventually(() => expect(events.connection().state).toBe('live'));
    const release = core.holdLists();
    feed.show(all);
    await eventually(() => expect(core.asked).toHaveLength(2));
    core.receive(newCall(1));
    core.receive({ ...newCall(2), intent: 'A' });
    await new Promise((resolve) => setTimeout(resolve, 5));
    release();
    await eventually(() => expect(ids(feed)).toEqual(['new-2', 'new-1', 'call-3', 'call-2', 'call-1']));
  });

  it('moves nothing while somebody reads, until the new calls are asked for', async () => {
    const core = aCoreDouble(calls(3));
    const { feed } = start(core);
    feed.show(all);
    await isReady(feed);
    feed.setReading(true);
    const { rows } = feed.store.getState();
    core.receive(newCall(1));
    core.receive(newCall(2));
    await eventually(() => expect(feed.store.getState().fresh).toHaveLength(2));
    expect(feed.store.getState().rows).toBe(rows);
    feed.showFresh();
    expect(ids(feed).slice(0, 3)).toEqual(['new-2', 'new-1', 'call-3']);
  });

  it('reads the list anew where more calls have arrived than are held', async () => {
    const core = aCoreDouble(calls(3));
    const { feed } = start(core);
    feed.show(all);
    await isReady(feed);
    feed.setReading(true);
    for (let n = 1; n <= 1500; n += 1) core.receive(newCall(n));
    await eventually(() => expect(feed.store.getState().freshBefore.calls).toBe(500));
    feed.showFresh();
    await eventually(() => expect(ids(feed).slice(0, 2)).toEqual(['new-1500', 'new-1499']));
    expect(feed.store.getState()).toMatchObject({ fresh: [], freshBefore: { calls: 0 } });
    while (feed.store.getState().nextCursor !== null) {
      feed.loadMore();
      await eventually(() => expect(feed.store.getState().more).toBe('idle'));
    }
    expect(ids(feed)).toHaveLength(1503);
  });

  it('holds a bounded number of rows, however often new calls are brought in', async () => {
    const core = aCoreDouble(calls(3));
    const { feed } = start(core);
    feed.show(all);
    await isReady(feed);
    feed.setReading(true);
    for (let n = 1; n <= 6000; n += 1) {
      core.receive(newCall(n));
      if (n % 500 !== 0) continue;
      await eventually(() => expect(feed.store.getState().fresh[0]?.callId).toBe(`new-${String(n)}`));
      feed.showFresh();
      await eventually(() => expect(feed.store.getState()).toMatchObject({ phase: 'ready', fresh: [] }));
      expect(ids(feed)[0]).toBe(`new-${String(n)}`);
      expect(ids(feed).length).toBeLessThanOrEqual(2000);
    }
  });

  it('leaves calls of other views out', async () => {
    const core = aCoreDouble(calls(3));
    const { feed } = start(core);
    feed.show({ view: 'answered', statuses: ['ANSWERED'], q: '', filters: noFilters });
    await isReady(feed);
    core.receive(newCall(1, { status: 'BUSY', statusGroup: 'unreached' }));
    core.receive(newCall(2));
    await eventually(() => expect(ids(feed)[0]).toBe('new-2'));
    expect(ids(feed)).not.toContain('new-1');
  });

  it('lets the store decide whether a new call is found by a search', async () => {
    const core = aCoreDouble([aCall({ callId: 'call-1', receivedAtMs: 1, customerWords: 'the price' })]);
    const { feed } = start(core);
    feed.show({ ...all, q: 'price' });
    await isReady(feed);
    core.receive(newCall(1));
    core.receive(newCall(2, { customerWords: 'what price' }));
    await eventually(() => expect(ids(feed)).toEqual(['new-2', 'call-1']));
  });

  it('asks for nothing where a view has no statuses', async () => {
    const core = aCoreDouble(calls(3));
    const { feed } = start(core);
    feed.show({ view: 'lost', statuses: [], q: '', filters: noFilters });
    await isReady(feed);
    expect(ids(feed)).toEqual([]);
  });

  it('says that the calls could not be read, and reads them at the next try', async () => {
    const core = aCoreDouble(calls(3));
    const { feed, events } = start(core);
    await events.begun();
    core.cut(new TypeError('no'));
    feed.show(all);
    await eventually(() => expect(feed.store.getState().phase).toBe('failed'));
    core.cut();
    feed.reload();
    await isReady(feed);
    expect(ids(feed)).toHaveLength(3);
  });

  it('catches up after a lost connection', async () => {
    const core = aCoreDouble(calls(2));
    const { feed, events } = start(core);
    feed.show(all);
    await isReady(feed);
    core.cut(new TypeError('no'));
    await eventually(() => expect(events.connection().state).toBe('lost'));
    core.receive(newCall(1));
    core.receive(newCall(2));
    core.cut();
    await eventually(() => expect(ids(feed)).toEqual(['new-2', 'new-1', 'call-2', 'call-1']));
  });

  it('loads everything anew when the stream could not go on', async () => {
    const core = aCoreDouble(calls(2));
    const { feed } = start(core);
    feed.show(all);
    await isReady(feed);
    core.calls.unshift(newCall(1));
    core.emit({ kind: 'reset' });
    await eventually(() => expect(ids(feed)).toEqual(['new-1', 'call-2', 'call-1']));
  });
});
