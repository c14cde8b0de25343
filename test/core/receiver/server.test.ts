import { afterEach, describe, expect, it } from 'vitest';
import { createAuthentication } from '../../../electron/core/receiver/authentication.ts';
import { receiverLimits } from '../../../electron/core/receiver/limits.ts';
import { buildServer } from '../../../electron/core/receiver/server.ts';
import { aSettings } from '../../support/settings.ts';
import { pushKey, startReceiver, testNowMs } from '../../support/startReceiver.ts';

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((close) => close()));
});

const wrongKeyAnswer = [401, '{"status":"-1","reason":"Authentication error"}'];

const fails = (): Promise<never> => Promise.reject(new Error('nobody foresaw this'));

describe('a stranger', () => {
  it.each<Record<string, string>>([
    { 'x-forwarded-for': '::1%a-b, 203.0.113.7' },
    { 'x-forwarded-for': '203.0.113.7, ::1%a-b' },
    { 'x-forwarded-for': 'fe80::1%eth0.1' },
    { forwarded: 'for="[::1%a-b]:4711", for=203.0.113.7' },
    { forwarded: 'for="[fe80::1%br-lan]"' },
  ])('is refused whatever addresses the headers hold: %j', async (headers) => {
    const { receiver, url, postTo, kept } = await startReceiver({ receiver: { trustedProxies: 1 } });
    open.push(() => receiver.close());
    const posted = await postTo('/push/wrong', '{}', headers);
    const got = await fetch(`${url}/push/wrong`, { headers });
    expect([[posted.status, posted.text], [got.status, await got.text()]]).toEqual([wrongKeyAnswer, wrongKeyAnswer]);
    expect((await postTo(`/push/${pushKey}`, '{"callId":"call-1"}', headers)).status).toBe(200);
    expect(kept()).toHaveLength(2);
  });

  it('is told to come again where it could not be refused in order', async () => {
    const { receiver: settings } = aSettings({ receiver: { key: pushKey } });
    const logged: string[] = [];
    const { app } = buildServer({
      keep: fails,
      authentication: () => createAuthentication(settings),
      receiverSettings: () => settings,
      isClosing: () => false,
      isHealthy: () => true,
      onTurnedAway: () => {},
      onAnswered: () => {},
      limits: receiverLimits,
      tls: null,
      log: { warn: () => {}, error: (_details, message) => void logged.push(message) },
      now: () => testNowMs,
    });
    open.push(() => app.close());
    const url = await app.listen({ host: '127.0.0.1', port: 0 });
    const response = await fetch(`${url}/push/wrong`, { method: 'POST', body: '{}' });
    expect([response.status, await response.json()]).toEqual([503, { status: '-5', reason: expect.any(String) as unknown }]);
    expect(logged).toEqual(['A request with a wrong key could not be answered']);
  });
});
