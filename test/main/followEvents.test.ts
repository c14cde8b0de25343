import { describe, expect, it } from 'vitest';
import type { AppEvent } from '#shared/model/event.ts';
import { followEvents } from '../../electron/main/followEvents.ts';
import { aCall, aCoreDouble } from '../support/feed.ts';
import { waitFor } from '../support/waitFor.ts';

describe('followEvents', () => {
  it('gives each event from its beginning on, once, also when reading them fails in between', async () => {
    const core = aCoreDouble();
    const [seen, failures] = [[] as AppEvent[], [] as object[]];
    const ended = new AbortController();
    core.receive(aCall({ callId: 'before' }));
    await followEvents({ client: core.api, onEvent: (event) => seen.push(event), signal: ended.signal, log: { error: (details) => failures.push(details) }, pauseMs: 1 });
    core.receive(aCall({ callId: 'call-1' }));
    await waitFor(() => seen.length === 1);
    core.cut(new TypeError('The read thread ended.'));
    core.receive(aCall({ callId: 'call-2' }));
    await waitFor(() => failures.length > 1);
    core.cut();
    core.receive(aCall({ callId: 'call-3' }));
    await waitFor(() => seen.length === 3);
    ended.abort();
    expect(seen.map((event) => event.kind === 'call' && event.call.callId)).toEqual(['call-1', 'call-2', 'call-3']);
  });
});
