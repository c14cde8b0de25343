import type { ServerResponse } from 'node:http';
import { expect, it } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import { ranged, startRecordingHost, status } from '../../support/recordingHost.ts';
import { startRecordings } from '../../support/startRecordings.ts';
import { asPcm16, aTone, aWav } from '../../support/wav.ts';

const wav = aWav({ data: asPcm16(aTone(2)) });

it('fetches the call on screen at once though all places are taken by slow servers, and its neighbours before others', async () => {
  const held: ServerResponse[] = [];
  await using slow = await startRecordingHost();
  await using other = await startRecordingHost();
  for (const host of [slow, other]) for (let call = 0; call < 4; call += 1) host.set(`/slow-${call}.wav`, (_, response) => void held.push(response));
  for (const path of ['/screen.wav', '/near.wav', '/far.wav']) slow.set(path, ranged(wav));
  await using started = await startRecordings({ rules: { allowedPrivateHosts: [slow.host, other.host] } });
  const { queue, recordings } = started;
  for (const [name, host] of Object.entries({ slow, other })) for (let call = 0; call < 4; call += 1) queue.add(`${name}-${call}`, 'composite', `${host.url}/slow-${call}.wav`);
  for (const name of ['far', 'near', 'screen']) queue.add(name, 'composite', `${slow.url}/${name}.wav`);
  recordings.wake();
  await eventually(() => expect(held).toHaveLength(4));

  recordings.prioritise(['screen', 'near']);
  await started.becomes('screen', 'ready');
  expect([queue.get('near').state, queue.get('far').state]).toEqual(['waiting', 'waiting']);
  held[0]?.destroy();
  await started.becomes('near', 'ready');
});

it('asks for the call on screen before its turn, but not again and again', async () => {
  await using host = await startRecordingHost({ '/x.wav': status(404) });
  await using started = await startRecordings({ rules: { allowedPrivateHosts: [host.host] } });
  const { queue, recordings } = started;
  queue.add('call-1', 'composite', `${host.url}/x.wav`);
  recordings.wake();
  await started.becomes('call-1', 'waiting', 'not-there-yet');
  expect(queue.get('call-1').attempts).toBe(1);
  recordings.prioritise(['call-1']);
  await eventually(() => expect(queue.get('call-1')).toMatchObject({ state: 'waiting', attempts: 2 }));
  for (let again = 0; again < 5; again += 1) recordings.prioritise(['call-1']);
  expect(queue.get('call-1')).toMatchObject({ state: 'waiting', attempts: 2 });
  expect(host.asked).toHaveLength(2);
});
