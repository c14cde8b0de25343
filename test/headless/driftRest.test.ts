import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aPushedRecord } from '../support/pushes.ts';
import { startUi } from '../support/startUi.ts';
import type { StartedUi } from '../support/startUi.ts';
import { waitFor } from '../support/waitFor.ts';

let ui: StartedUi;
beforeAll(async () => {
  ui = await startUi();
  await ui.push(aPushedRecord({ fullAudioUrl: undefined, customerAudioUrl: undefined, mood: 'fine' }));
  await waitFor(async () => ((await ui.getJson('/api/status')) as { backlog: number }).backlog === 0);
});
afterAll(() => ui.close());

const setSeen = (body: string) => fetch(`${ui.base}/api/drift/seen`, { method: 'POST', headers: { authorization: `Bearer ${ui.key}`, 'content-type': 'application/json' }, body });

describe('/api/drift', () => {
  it('lists what is new in pushes and takes note of it', async () => {
    expect(await ui.getJson('/api/drift')).toMatchObject({ items: [{ kind: 'field', name: 'mood', count: 1, isSeen: false }], more: 0 });
    expect((await setSeen('{"items":[{"kind":"field","name":"mood"}],"isSeen":true}')).ok).toBe(true);
    expect(await ui.getJson('/api/drift')).toMatchObject({ items: [{ name: 'mood', isSeen: true }] });
    expect(await ui.getJson('/api/status')).toMatchObject({ drift: { open: 0 } });
  });

  it('refuses a kind that there is not', async () => {
    expect((await setSeen('{"items":[{"kind":"weather","name":"mood"}],"isSeen":true}')).status).toBe(400);
  });
});
