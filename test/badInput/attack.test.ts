import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { PushSummary } from '#shared/model/push.ts';
import { attempts, createPoster, genuine, guard } from '../support/attackers.ts';
import { allPushes, idle } from '../support/keptPushes.ts';
import { startServe } from '../support/startServe.ts';

const requests = 10_000;
const genuineOneIn = 50;
/** Of one source within a minute; the others are counted and not kept. */
const wrongKeysAMinute = 60;

it(`refuses ${requests} requests that are not the platform's with the right code, makes no call of them, and takes its own among them`, { timeout: 180_000 }, async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'earshot-attack-'));
  {
    guard(dataDir);
    await using earshot = await startServe({ dataDir });
    const poster = createPoster(earshot.pushUrl, 16);
    const kinds = Object.entries(attempts);
    const answered = new Map<string, number>();
    const taken: string[] = [];
    let next = 0;
    const attack = async (): Promise<void> => {
      for (let at = next++; at < requests; at = next++) {
        const [kind, { make }] = kinds[at % kinds.length]!;
        const { status, code } = await poster.post(make(Date.now()), JSON.stringify({ callId: `attack ${at}`, resultStatus: 'ANSWERED' }));
        const told = `${kind}: ${status} ${code}`;
        answered.set(told, (answered.get(told) ?? 0) + 1);
        if (at % genuineOneIn !== 0) continue;
        const callId = `genuine ${at}`;
        expect(await poster.post(genuine(Date.now()), JSON.stringify({ callId, resultStatus: 'ANSWERED' }))).toEqual({ status: 200, code: '0' });
        taken.push(callId);
      }
    };
    const beganAtMs = Date.now();
    await Promise.all(Array.from({ length: 16 }, attack));
    const minutes = 1 + Math.ceil((Date.now() - beganAtMs) / 60_000);
    poster.close();

    const times = (kind: string): number => kinds.reduce((sum, [name], at) => sum + (name === kind ? Math.ceil((requests - at) / kinds.length) : 0), 0);
    const strangers = answered.get('a wrong key: 401 -1') ?? 0;
    expect(strangers).toBeGreaterThanOrEqual(wrongKeysAMinute);
    expect(strangers).toBeLessThanOrEqual(wrongKeysAMinute * minutes);
    const limited = times('a wrong key') - strangers;
    const wanted = kinds.map(([kind, { code }]) => [`${kind}: ${code === '-6' ? 403 : 401} ${code}`, kind === 'a wrong key' ? strangers : times(kind)] as const);
    expect(Object.fromEntries(answered)).toEqual(Object.fromEntries([...wanted, ['a wrong key: 429 -47', limited]]));

    const { totals } = await idle(earshot);
    expect(totals).toMatchObject({ calls: taken.length, pushes: taken.length + requests - limited, refused: requests - limited });
    const pushes = await allPushes(earshot);
    const stored = pushes.filter(({ outcome }) => outcome !== 'refused');
    expect(stored.flatMap(({ records }) => records.map(({ callId, outcome }) => `${callId} ${outcome}`)).toSorted()).toEqual(taken.map((callId) => `${callId} stored`).toSorted());
    // What has the key and is refused is authenticated as far as the log's budgets go; a wrong key is a stranger.
    expect(pushes.filter(({ isAuthenticated }) => !isAuthenticated)).toHaveLength(strangers);
    expect(pushes.filter(({ outcome, reason }) => outcome === 'refused' && !/^[A-Z].+\.$/.test(reason ?? ''))).toEqual([]);
    const summary = (await earshot.getJson('/pushes/summary?sinceMs=0')) as PushSummary;
    expect(summary).toMatchObject({ turnedAway: { rateLimited: limited, busy: 0 }, dropped: { authenticated: 0, unauthenticated: 0 } });
  }
  await rm(dataDir, { recursive: true });
});
