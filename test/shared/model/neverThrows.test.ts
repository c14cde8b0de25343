import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentOf } from '#shared/model/canonicalJson.ts';
import { customerNameIn, customerWordsIn } from '#shared/model/customer.ts';
import { parseExactJson, plainDecimal, readJsonText } from '#shared/model/exactJson.ts';
import { isJsonMap } from '#shared/model/json.ts';
import type { JsonMap, JsonValue } from '#shared/model/json.ts';
import { isTooDeep, isTooDeepInBytes } from '#shared/model/jsonDepth.ts';
import { formatPhone } from '#shared/model/phone.ts';
import { identityOf, readPush } from '#shared/model/pushedBody.ts';
import { parsePushedCall } from '#shared/model/pushedCall.ts';
import { readTime } from '#shared/model/pushedTime.ts';
import { readUtterances } from '#shared/model/pushedUtterances.ts';
import { isEmpty, readDecimal, readList, readMap, readNumber, readOffset, readSeconds, readText, readWhole } from '#shared/model/pushedValues.ts';
import { meaningOfStatus } from '#shared/model/statuses.ts';
import { pushLikeJson } from '../../support/oddJson.ts';

const ofValues: Readonly<Record<string, (value: JsonValue) => unknown>> = {
  isEmpty,
  readText,
  readDecimal,
  readNumber,
  readWhole,
  readSeconds,
  readOffset,
  readList,
  readMap,
  readUtterances,
  readPush,
  contentOf,
  'readTime with an offset': (value) => readTime(value, '+08:00'),
  'readTime with a zone': (value) => readTime(value, 'America/Sao_Paulo'),
  'readTime with a zone that is none': (value) => readTime(value, 'nonsense'),
};

const ofMaps: Readonly<Record<string, (map: JsonMap) => unknown>> = {
  identityOf,
  customerNameIn: (map) => customerNameIn(map, map),
  parsePushedCall: (map) => parsePushedCall(map, { timeZone: '+08:00' }),
};

const ofTexts: Readonly<Record<string, (text: string) => unknown>> = {
  isTooDeep,
  isTooDeepInBytes: (text) => isTooDeepInBytes(Buffer.from(text)),
  readJsonText,
  plainDecimal,
  formatPhone,
  meaningOfStatus: (text) => meaningOfStatus(text, {}),
  customerWordsIn: (text) => customerWordsIn([{ index: 0, id: null, speaker: 'customer', text, startMs: null, endMs: null, timing: 'unknown' }], text),
};

describe('what reads pushes', () => {
  it.each(Object.entries(ofValues))('throws for no JSON value: %s', (_name, read) => {
    fc.assert(fc.property(pushLikeJson, (value) => {
      expect(() => read(value)).not.toThrow();
    }), { numRuns: 300 });
  });

  it.each(Object.entries(ofMaps))('throws for no JSON object: %s', (_name, read) => {
    fc.assert(fc.property(pushLikeJson.filter((value) => isJsonMap(value)), (map) => {
      expect(() => read(map)).not.toThrow();
    }), { numRuns: 300 });
  });

  it.each(Object.entries(ofTexts))('throws for no text: %s', (_name, read) => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.json(), fc.stringMatching(/^[-+0-9.eE]{0,20}$/), fc.stringMatching(/^[[\]{}",:\\a1]{0,30}$/));
    fc.assert(fc.property(text, (value) => {
      expect(() => read(value)).not.toThrow();
    }), { numRuns: 300 });
  });

  it('reads any JSON text without losing a digit or a letter', () => {
    fc.assert(fc.property(pushLikeJson, (value) => {
      // Negative zero is zero in JSON.
      expect(parseExactJson(JSON.stringify(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }), { numRuns: 300 });
  });
});
