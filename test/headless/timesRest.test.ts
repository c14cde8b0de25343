import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CallDetail } from '#shared/model/call.ts';
import { startUi } from '../support/startUi.ts';
import type { StartedUi } from '../support/startUi.ts';
import { waitFor } from '../support/waitFor.ts';

/** A call of the samples that ship with Earshot: its recordings tell when the robot spoke. */
const callId = '2790841600123400011';
let ui: StartedUi;
beforeAll(async () => {
  ui = await startUi();
  await ui.push(readFileSync(join(import.meta.dirname, '../../samples/answered-en/push.json'), 'utf8').replaceAll('{{recordings}}', 'https://samples.earshot.invalid'));
  await waitFor(async () => {
    const response = await ui.get(`/api/calls/${callId}`);
    return response.ok && ((await response.json()) as CallDetail).timing.state === 'solved';
  }, 20_000);
});
afterAll(() => ui.close());

const call = async (): Promise<CallDetail> => (await ui.getJson(`/api/calls/${callId}`)) as CallDetail;
const post = (path: string, body: string) => fetch(`${ui.base}/api/calls/${path}`, { method: 'POST', headers: { authorization: `Bearer ${ui.key}`, 'content-type': 'application/json' }, body });

describe('/api/calls/{callId}/times', () => {
  it('goes with a call, whose times are estimated from its recordings', async () => {
    const { utterances, timing, conversation } = await call();
    expect(timing).toMatchObject({ state: 'solved', reason: 'solved', shiftMs: 0, hasCorrections: false });
    const ofRobot = utterances.filter(({ speaker }) => speaker === 'robot');
    expect(ofRobot.length).toBeGreaterThan(1);
    expect(ofRobot.filter(({ timing: of, startMs, endMs }) => of !== 'estimated' || startMs === null || endMs === null || endMs <= startMs)).toEqual([]);
    expect(utterances.filter(({ speaker, timing: of }) => speaker === 'customer' && of !== 'given')).toEqual([]);
    const starts = utterances.map(({ startMs }) => startMs ?? -1);
    expect(starts).toEqual(starts.toSorted((one, other) => one - other));
    expect(conversation).toMatchObject({ isEstimated: true, talkShare: expect.any(Number) as number });
  });

  it('corrects, shifts and resets, and answers what was before', async () => {
    const corrected = await post(`${callId}/times`, '{"changes":[{"index":0,"startMs":250,"endMs":1500}],"shiftMs":40}');
    expect([corrected.status, await corrected.json()]).toEqual([200, { changes: [{ index: 0, reset: true }], shiftMs: 0 }]);
    expect(await call()).toMatchObject({ timing: { shiftMs: 40, hasCorrections: true }, utterances: expect.arrayContaining([expect.objectContaining({ corrected: { startMs: 250, endMs: 1500 } })]) as unknown[] });
    expect(await (await post(`${callId}/times/shift`, '{"shiftMs":-40}')).json()).toEqual({ changes: [], shiftMs: 40 });
    expect(await (await post(`${callId}/times/reset`, '')).json()).toEqual({ changes: [{ index: 0, startMs: 250, endMs: 1500 }], shiftMs: -40 });
    expect((await call()).timing).toMatchObject({ shiftMs: 0, hasCorrections: false });
  });

  it('says in words what no sentence can have', async () => {
    const refused = await post(`${callId}/times`, '{"changes":[{"index":0,"startMs":-5,"endMs":900}]}');
    expect([refused.status, await refused.json()]).toEqual([
      422,
      { code: 'INVALID_TIMES', status: 422, message: 'Sentence 1 would begin before the recording does.', data: { problems: [{ index: 0, problem: 'Sentence 1 would begin before the recording does.' }] } },
    ]);
    expect((await post(`${callId}/times`, '{"changes":[{"index":0}]}')).status).toBe(400);
    expect((await post(`${callId}/times/shift`, '{}')).status).toBe(400);
    expect((await post('none/times/reset', '')).status).toBe(404);
  });
});
