import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Push, PushSummary, TurnedAway } from '#shared/model/push.ts';
import { allPushes, idle, inParallel, keptBody } from '../support/keptPushes.ts';
import { startServe } from '../support/startServe.ts';
import type { StartedServe } from '../support/startServe.ts';
import type { BadInput, OddRequest, Row } from './badInput.ts';
import { documentedAnswers } from './documented.ts';
import { notJson, nothing, oddText } from './notJson.ts';
import { overHttp } from './overHttp.ts';
import { createSender } from './send.ts';
import type { Answer } from './send.ts';
import { depths, large, names, noRecords, numbers, oddFields, oddSentences, texts, wrapped } from './shapes.ts';

const corpus: readonly BadInput[] = [...notJson, ...nothing, ...oddText, ...noRecords, ...numbers, ...names, ...texts, ...depths, ...wrapped, ...large, ...overHttp, ...oddSentences, ...oddFields];

const documentedOf = ({ row }: BadInput) => documentedAnswers.get(row) ?? { statuses: [], code: null, log: 'undocumented' };

/** Of the fields' values, which are many and alike, only some are followed by a good push. */
const isBesideGood = (at: number): boolean => at < corpus.length - oddFields.length || at % 5 === 0;

/** How many entries have one of these rows. */
const sentOf = (...rows: readonly Row[]): number => corpus.filter(({ row }) => rows.includes(row)).length;

/** No body to an answer; or perhaps cut off by the bytes behind it before the answer was written. */
const hasNoCode = (input: BadInput): boolean => ('method' in input && input.method === 'HEAD') || input.row === 'Longer than it says';

interface Sent {
  readonly input: BadInput;
  readonly answers: readonly Answer[];
}

let earshot: StartedServe;
const sent: Sent[] = [];
let pushes: Push[] = [];

beforeAll(async () => {
  earshot = await startServe();
  const sender = createSender(earshot.pushUrl);
  for (const [at, input] of corpus.entries()) {
    sent.push({ input, answers: await sender.send(input) });
    if (!isBesideGood(at)) continue;
    const good: OddRequest = { name: 'a good one', row: 'A readable record or event, whatever else is odd', body: Buffer.from(JSON.stringify({ callId: `good ${at}`, resultStatus: 'ANSWERED' })) };
    sent.push({ input: good, answers: await sender.send(good) });
  }
  sender.close();
  await idle(earshot, 60_000);
  pushes = await allPushes(earshot);
}, 300_000);
afterAll(() => earshot[Symbol.asyncDispose]());

/** The bodies that must be in the log because of one entry. */
function keptOf(input: BadInput): readonly Uint8Array[] {
  const { log } = documentedOf(input);
  if (log === 'no' || log === 'counted') return [];
  const bodies = input.kept ?? ('body' in input ? [input.body] : []);
  return input.row === 'More than 8 MiB' || input.row === 'A wrong key' ? bodies.map((body) => body.subarray(0, 4096)) : bodies;
}

describe('the corpus of malformed and odd requests', () => {
  it('is large, and no two entries share a name', () => {
    expect(corpus.length - oddFields.length).toBeGreaterThanOrEqual(300);
    expect(new Set(corpus.map(({ name }) => name)).size).toBe(corpus.length);
    console.log(`${corpus.length} malformed and odd requests, and good pushes between them`);
  });

  it('is documented row by row, and each row is tried', () => {
    expect([...documentedAnswers.keys()].toSorted()).toEqual([...new Set(corpus.map(({ row }) => row))].toSorted());
  });

  it('is answered as documented', () => {
    const wrong = sent.filter(({ input, answers }) => {
      const { statuses, code } = documentedOf(input);
      const count = Math.max(1, 'bytes' in input ? keptOf(input).length : 1);
      return statuses.length === 0 ? answers.length > 0 : answers.length < count || !answers.slice(0, count).every((answer) => statuses.includes(answer.status) && (answer.code === code || hasNoCode(input)));
    });
    expect(wrong.map(({ input: { name, row }, answers }) => ({ name, row, answers }))).toEqual([]);
  });

  it('leaves in the push log what is to be kept, byte for byte and in order, and nothing else', { timeout: 120_000 }, async () => {
    const wanted = sent.flatMap(({ input }) => keptOf(input).map((body) => ({ name: input.name, body })));
    expect(pushes).toHaveLength(wanted.length);
    const different: string[] = [];
    await inParallel([...wanted.entries()].filter(([, { name }]) => name !== 'a good one'), async ([at, { name, body }]) => {
      if (Buffer.compare(await keptBody(earshot, pushes[at]!.id), body) !== 0) different.push(name);
    });
    expect(different).toEqual([]);
  });

  it('says in the push log why something was refused, and what became of the rest', () => {
    const wanted = sent.flatMap(({ input }) => keptOf(input).map(() => input));
    const wrong = wanted.flatMap((input, at) => {
      const { outcome, code, reason, records, recordCount } = pushes[at]!;
      const expected = documentedOf(input);
      const isRight =
        expected.log === 'refused'
          ? outcome === 'refused' && (expected.code === null || code === expected.code) && /^The .+\.$/.test(reason ?? '')
          : outcome !== 'refused' && outcome !== 'waiting' && (input.callIds === undefined || (recordCount === input.callIds.length && records.every(({ callId }, at) => callId === input.callIds?.[at])));
      return isRight ? [] : [{ name: input.name, row: input.row, outcome, code, reason, records: records.slice(0, 3) }];
    });
    expect(wrong).toEqual([]);
  });

  it('counts what is not kept, by what it was', async () => {
    const { turnedAway } = (await earshot.getJson('/pushes/summary?sinceMs=0')) as PushSummary;
    expect(turnedAway).toEqual({
      elsewhere: sentOf('Another path or method'),
      // What is behind a body that was kept is not HTTP either.
      notHttp: sentOf('Not HTTP, or contradicting itself', 'An expectation that is not known', 'Longer than it says'),
      headTooLarge: sentOf('A head of more than 16 KiB'),
      cutOff: sentOf('Cut off by its sender'),
      rateLimited: 0,
      busy: 0,
      tooSlow: 0,
      notEncrypted: 0,
    } satisfies TurnedAway);
  });

  it('costs no good push: each is kept, and its call is there', async () => {
    const good = pushes.flatMap(({ records }) => records.filter(({ callId }) => callId?.startsWith('good ')));
    expect(good.map(({ callId, outcome }) => `${callId} ${outcome}`)).toEqual(corpus.flatMap((_, at) => (isBesideGood(at) ? [`good ${at} stored`] : [])));
  });

  it('brings calls that say what was pushed, to the last digit and letter', { timeout: 60_000 }, async () => {
    for (const { call, callIds, name } of corpus) {
      if (call === undefined) continue;
      const response = await earshot.fetchApi(`/calls/${encodeURIComponent(callIds?.[0] ?? '')}`);
      expect({ name, ...((await response.json()) as object) }).toMatchObject({ name, ...call });
    }
  });

  it('leaves the process as it was, without an error in its log', async () => {
    expect((await fetch(new URL('/healthz', earshot.pushUrl))).status).toBe(200);
    // Else nothing would be looked through.
    expect(earshot.stderr()).toContain('"level":"info"');
    const errors = earshot.stderr().split('\n').filter((line) => /"level":"(?:error|fatal)"/.test(line));
    expect(errors).toEqual([]);
    process.kill(earshot.pid, 0);
  });
});
