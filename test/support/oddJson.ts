import fc from 'fast-check';
import type { JsonValue } from '#shared/model/json.ts';

/** Texts that a push may carry and that something in Earshot reads: as JSON, lists, times, numbers, or as nothing. */
const meaningful: readonly JsonValue[] = ['', ' ', 'null', '[', '{', '[]', '{}', '[1,', '{"callId":"a"}', 'a,b', 'a=b,c', '2018-10-12 18:46:55', '2018-02-30T25:00:00+99:99', '1e999999999', '-', '.', '9'.repeat(40), '\uD800', '\u0000', '__proto__', 1e300, -0, 2 ** 53, -1, 0.1, true, null];

/** Any JSON value, more often one that looks like what the platform pushes, wrapped in any way. */
export const pushLikeJson: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, depthSize: 'small' },
    fc.constantFrom(...meaningful),
    fc.jsonValue() as fc.Arbitrary<JsonValue>,
    fc.json(),
    fc.string({ unit: 'binary' }),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom('callId', 'callRecordId', 'resultStatus', 'dataType', 'data', 'array', 'callDetailList', 'text', 'type', 'startOffset', 'endOffset', 'properties', 'customerTagIds', 'startTime', 'pay', 'name', '__proto__', 'constructor'), tie('value'), { maxKeys: 6 }),
  ),
})).value;
