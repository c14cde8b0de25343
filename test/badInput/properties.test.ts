import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonValue } from '#shared/model/json.ts';
import type { Push } from '#shared/model/push.ts';
import { keptBody } from '../support/keptPushes.ts';
import { pushLikeJson } from '../support/oddJson.ts';
import { aPushedRecord } from '../support/pushes.ts';
import { startServe } from '../support/startServe.ts';
import type { StartedServe } from '../support/startServe.ts';
import { waitFor } from '../support/waitFor.ts';
import { documentedAnswers } from './documented.ts';

let earshot: StartedServe;
beforeAll(async () => {
  earshot = await startServe();
}, 60_000);
afterAll(() => earshot[Symbol.asyncDispose]());

const wholeRecord = Buffer.from(JSON.stringify(aPushedRecord({ callId: 'mutated' })));

/** Any bytes; JSON of any kind; and a good record to which something happened on its way. */
const anyBody: fc.Arbitrary<Uint8Array> = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  fc.string({ unit: 'binary', maxLength: 200 }).map((text) => Buffer.from(text)),
  pushLikeJson.map((value) => Buffer.from(JSON.stringify(value))),
  fc.tuple(fc.nat({ max: wholeRecord.length }), fc.nat({ max: 30 }), fc.uint8Array({ maxLength: 10 })).map(([at, cut, put]) => Buffer.concat([wholeRecord.subarray(0, at), put, wholeRecord.subarray(at + cut)])),
);

describe('any body', () => {
  it('is answered as documented, and stands in the push log byte for byte with that answer', { timeout: 120_000 }, async () => {
    const answers = [...documentedAnswers.values()].filter(({ log }) => log !== 'no').map(({ statuses, code }) => `${statuses.join()} ${code}`);
    await fc.assert(
      fc.asyncProperty(anyBody, async (body) => {
        const response = await fetch(earshot.pushUrl, { method: 'POST', body: Buffer.from(body) });
        const { status: code } = (await response.json()) as { status: string };
        expect(answers).toContain(`${response.status} ${code}`);
        const { items } = (await earshot.getJson('/pushes?limit=1')) as { items: Push[] };
        expect(items[0]).toMatchObject(code === '0' ? { bytes: body.length } : { bytes: body.length, outcome: 'refused', code });
        expect(Buffer.compare(await keptBody(earshot, items[0]!.id), body)).toBe(0);
      }),
      { numRuns: 200 },
    );
    expect((await fetch(new URL('/healthz', earshot.pushUrl))).status).toBe(200);
    // Else nothing would be looked through.
    expect(earshot.stderr()).toContain('"level":"info"');
    expect(earshot.stderr().split('\n').filter((line) => /"level":"(?:error|fatal)"/.test(line))).toEqual([]);
  });
});

/** JSON text, and the value that the API gives for it: what no double holds is text. */
interface Written {
  readonly text: string;
  readonly value: JsonValue;
}
const written = (value: JsonValue): Written => ({ text: JSON.stringify(value), value });
const number: fc.Arbitrary<Written> = fc.oneof(
  fc.maxSafeInteger().map(written),
  fc.integer({ min: -1_000_000, max: 1_000_000 }).map((hundredths) => written(hundredths / 100)),
  fc.stringMatching(/^-?[1-9]\d{17,40}[1-9]$/).map((digits) => ({ text: digits, value: digits })),
  fc.stringMatching(/^-?[1-9]\d{0,20}\.\d{18,30}[1-9]$/).map((digits) => ({ text: digits, value: digits })),
  fc.stringMatching(/^[1-9]e[4-9]\d{2}$/).map((digits) => ({ text: digits, value: digits })),
);
const name = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.constantFrom('constructor', 'toString', 'length', '0')).filter((text) => text !== '__proto__');
const anything: fc.Arbitrary<Written> = fc.letrec<{ value: Written }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    number,
    fc.oneof(fc.string({ unit: 'binary', maxLength: 20 }), fc.boolean(), fc.constant(null)).map(written),
    fc.array(tie('value'), { maxLength: 4 }).map((parts) => ({ text: `[${parts.map(({ text }) => text).join(',')}]`, value: parts.map(({ value }) => value) })),
    fc.uniqueArray(fc.tuple(name, tie('value')), { maxLength: 4, selector: ([key]) => key }).map((members) => ({
      text: `{${members.map(([key, { text }]) => `${JSON.stringify(key)}:${text}`).join(',')}}`,
      value: Object.fromEntries(members.map(([key, { value }]) => [key, value])),
    })),
  ),
})).value;

describe('any JSON', () => {
  it('comes out of the API as it was pushed, to the last digit and letter', { timeout: 120_000 }, async () => {
    let pushed = 0;
    await fc.assert(
      fc.asyncProperty(anything, anything, anything, async (variable, attribute, unknown) => {
        pushed += 1;
        const callId = `any ${pushed}`;
        const response = await earshot.push(`{"callId":"${callId}","properties":{"any":${variable.text}},"attributes":[${attribute.text}],"newField":${unknown.text}}`);
        expect(response.status).toBe(200);
        const call = await waitFor(async () => {
          const found = await earshot.fetchApi(`/calls/${callId}`);
          return found.ok ? ((await found.json()) as object) : null;
        });
        expect(call).toMatchObject({ callId, properties: { any: variable.value }, attributes: [attribute.value], unknownFields: { newField: unknown.value } });
      }),
      { numRuns: 100 },
    );
  });
});
