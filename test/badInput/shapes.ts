import type { JsonValue } from '#shared/model/json.ts';
import { vendorFields } from '#shared/model/pushedCall.ts';
import { bytes, idOf, record, refused, taken } from './badInput.ts';
import type { BadInput, OddRequest } from './badInput.ts';

const withoutId = 'Records, none of them with an id';
const withoutObject = 'JSON without any object in it';

/** JSON that is no record, and records whose id is none. */
export const noRecords: readonly OddRequest[] = [
  ...['"call-1"', '""', '0', '-1', '1e400', '123456789012345678901234567890', 'true', 'false', 'null', '[]', '[[]]', '[[[],[]],[]]', '[1,2]', '[null]', '["callId"]', '{"array":[]}', '{"array":[1,"a",null]}', '{"array":[[]]}', '[true,{"array":[]}]'].map((body) =>
    refused(withoutObject, `the value ${body}`, body),
  ),
  ...['{}', '[{}]', '[{},{}]', '[[{}]]', '{"a":1}', '{"call_id":"a"}', '{"CALLID":"a"}', '{"callid":"a"}', '{"callId ":"a"}', '{"id":"a"}', '{"resultStatus":"BUSY"}', '{"array":{}}', '{"array":"[]"}', '{"array":[{}]}', '{"records":[{"callId":"a"}]}', '{"callIds":["a"]}', '{"constructor":{"prototype":{"callId":"a"}}}', '{"__proto__":{"callId":"a"}}', '{"__proto__":{"dataType":"ROBOT_CALL_RECORD","data":{"callId":"a"}}}', '{"\\u0063allid":"a"}'].map((body) =>
    refused(withoutId, `the record ${body}`, body),
  ),
  ...['null', '""', '" "', '"\\t"', '"\\u3000"', '"null"', '" NULL "', 'true', 'false', '[]', '["a"]', '{}', '{"callId":"a"}'].flatMap((id) => [
    refused(withoutId, `the id ${id}`, `{"callId":${id},"resultStatus":"BUSY"}`),
    refused(withoutId, `the ids ${id}`, `{"callId":${id},"callRecordId":${id}}`),
    taken(`the id ${id} beside a callRecordId`, `{"callId":${id},"callRecordId":"${idOf(`callRecordId beside ${id.replaceAll('"', '')}`).replaceAll('\\', '/')}"}`, idOf(`callRecordId beside ${id.replaceAll('"', '')}`).replaceAll('\\', '/')),
  ]),
  refused(withoutId, 'an id that its last member takes back', '{"callId":"a","callId":null}'),
];

/** Numbers as ids and elsewhere: none may lose a digit. */
export const numbers: readonly OddRequest[] = [
  ...Object.entries({
    '9007199254740993': '9007199254740993',
    '123456789012345678901234567890': '123456789012345678901234567890',
    '-9223372036854775808': '-9223372036854775808',
    '18446744073709551616': '18446744073709551616',
    '1e400': '1e400',
    '-1e400': '-1e400',
    '1E+400': '1E+400',
    '1e-400': '1e-400',
    '12345678901234567890.5': '12345678901234567890.5',
    '0.1234567890123456789012345678901': '0.1234567890123456789012345678901',
    '-0': '0',
    '1.50': '1.5',
    '2e3': '2000',
  }).map(([number, id]) => taken(`the number ${number} as id`, `{"callId":${number},"resultStatus":"BUSY"}`, id)),
  taken('a number of a hundred thousand digits', record(idOf('a number of a hundred thousand digits'), `,"chatRound":${'9'.repeat(100_000)}`)),
  taken('an exponent of a hundred thousand digits', record(idOf('an exponent of a hundred thousand digits'), `,"pay":1e${'9'.repeat(100_000)}`)),
  {
    ...taken('numbers that no double holds', record(idOf('numbers that no double holds'), ',"robotCallJobId":1234567890123456789,"pay":0.1234567890123456789,"chatDuration":1e400,"startTime":-1,"amount":123456789012345678901234567890')),
    call: { taskId: '1234567890123456789', cost: '0.1234567890123456789', durationMs: null, startedAtMs: null, unknownFields: { amount: '123456789012345678901234567890', chatDuration: '1e400', startTime: -1 } },
  },
];

/** Names that mean something to a JavaScript engine, and names that come twice. */
export const names: readonly OddRequest[] = [
  ...['__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty', 'toJSON', 'then', 'length', '__defineGetter__', '', ' ', '0', '\u0000', '\u202E', 'x'.repeat(1024 * 1024)].flatMap((name, at) => {
    const called = name.length > 100 ? 'a megabyte' : JSON.stringify(name);
    const [field, map, status] = [`the name ${called} (${at})`, `the name ${called} (${at}) in variables`, `the name ${called} (${at}) as status`] as const;
    return [
      { ...taken(field, `{${JSON.stringify(name)}:{"a":1},"callId":${JSON.stringify(idOf(field))}}`), call: { unknownFields: shown(name, { a: 1 }) } },
      { ...taken(map, record(idOf(map), `,"properties":{${JSON.stringify(name)}:{"isAdmin":true}}`)), call: { properties: shown(name, { isAdmin: true }) } },
      taken(status, `{"callId":${JSON.stringify(idOf(status))},"resultStatus":${JSON.stringify(name)}}`),
      taken(`${called} (${at}) as the kind of an event`, `{"dataType":${JSON.stringify(name.trim() === '' ? `x${name}` : name)},"data":{"a":1}}`, null),
    ];
  }),
  taken('an id that comes twice', `{"callId":"first","callId":"${idOf('an id that comes twice')}"}`),
  { ...taken('a status that comes twice', record(idOf('a status that comes twice'), ',"resultStatus":"ANSWERED"')), call: { status: 'ANSWERED' } },
  taken('data that comes twice', `{"dataType":"ROBOT_CALL_RECORD","data":{"callId":"first"},"data":{"callId":"${idOf('data that comes twice')}"}}`),
  taken('a name ten thousand times', record(idOf('a name ten thousand times'), ',"x":1'.repeat(10_000))),
  taken('ten thousand names', record(idOf('ten thousand names'), Array.from({ length: 10_000 }, (_, at) => `,"x${at}":${at}`).join(''))),
];

/** Texts that break what is careless with them, as an id and as a telephone number. */
export const texts: readonly OddRequest[] = Object.entries({
  'NUL': '\\u0000',
  'a high surrogate': '\\ud83d',
  'a low surrogate': '\\ude00',
  'surrogates in the wrong order': '\\ude00\\ud83d',
  'a pair of surrogates': '\\ud83d\\ude00',
  'what runs from right to left': '\\u202e\\u2066',
  'a zero width joiner': 'a\\u200d\\u200bb',
  'a byte order mark': '\\ufeff',
  'no character': '\\uffff\\ufffe',
  'line separators': '\\u2028\\u2029',
  'every escape': '\\b\\f\\n\\r\\t\\/\\\\\\"',
  'delete': '\\u007f\\u0080',
  'SQL': `'); DROP TABLE pushes; --`,
  'markup': '<script>alert(1)</script><img src=x onerror=alert(1)>',
  'a template': '{{name}} ${name} %s %n',
  'a formula': '=1+1+cmd|calc',
  'a path': '../../../../etc/passwd',
  'an address': 'https://example.net/?a=b&c=d#e',
  'a query of the full text': '\\" OR NEAR(* : ^ -',
  'percent signs': '%00%2e%2e%2f%zz',
  'many marks on one letter': `a${'\u0301'.repeat(10_000)}`,
  'ten thousand of NUL': '\\u0000'.repeat(10_000),
  'a megabyte': 'x'.repeat(1024 * 1024),
  'a megabyte of emoji': '😀'.repeat(256 * 1024),
  'a megabyte of Chinese': '价'.repeat(340 * 1024),
  'a megabyte of digits': '1'.repeat(1024 * 1024),
}).flatMap(([name, escaped]) => {
  const text = (JSON.parse(`"${escaped}"`) as string).toWellFormed();
  const asPhone = `${name} as a telephone number`;
  const spoken = `${name} as a sentence`;
  return [
    taken(`${name} as an id`, `{"callId":"id ${escaped}"}`, `id ${text}`),
    { ...taken(asPhone, record(idOf(asPhone), `,"calledPhoneNumber":"0${escaped}"`)), call: { phone: `0${text}` } },
    { ...taken(spoken, record(idOf(spoken), `,"callDetailList":[{"text":"${escaped}","type":"PERSON"}]`)), call: { utterances: [{ text, speaker: 'customer' }] } },
  ];
});

/** JSON text of values that do not fit a field, whatever the field. */
const oddValues: readonly string[] = ['null', '""', '" "', '"null"', 'true', 'false', '0', '-1', '1.5', '1e400', '-1e-400', '123456789012345678901234567890', '"text"', '"["', '"{\\"a\\":"', '"[[1,2],"', '"a,,b,"', '"a=b,c"', '"2026-02-30 25:61:61"', '"\\ud800\\u0000"', '[]', '[null]', '[[1],[2]]', '[{},{"text":[]}]', '{}', '{"a":1}', '{"__proto__":1}'];

/** Every field that the vendor's page names, with every value that does not fit it: the call is there all the same. */
export const oddFields: readonly OddRequest[] = [...vendorFields]
  .filter((field) => field !== 'callId')
  .flatMap((field) =>
    oddValues.map((value) => {
      const name = `${field} ${value}`;
      return taken(name, `{"callId":${JSON.stringify(idOf(name))},${JSON.stringify(field)}:${value}}`);
    }),
  );

/** Every member of a sentence, likewise. */
export const oddSentences: readonly OddRequest[] = ['callDetailId', 'text', 'type', 'startOffset', 'endOffset'].map((member) => {
  const name = `sentences with odd ${member}`;
  const sentences = oddValues.map((value) => `{${member === 'text' ? '' : '"text":"well",'}"${member}":${value}}`);
  return taken(name, record(idOf(name), `,"callDetailList":[${sentences.join(',')}]`));
});

/** What a wrapper's `dataType` says, and what its `data` holds, in every combination. */
export const wrapped: readonly BadInput[] = [
  ...Object.entries({
    'absent': ['record', ''],
    'null': ['record', '"dataType":null,'],
    'empty': ['record', '"dataType":"",'],
    'a list': ['record', '"dataType":["ROBOT_CALL_JOB"],'],
    'an object': ['record', '"dataType":{"a":1},'],
    'of a record': ['record', '"dataType":"ROBOT_CALL_RECORD",'],
    'of a record in small letters': ['record', '"dataType":" robot_call_record ",'],
    'of a job': ['event', '"dataType":"ROBOT_CALL_JOB",'],
    'unknown': ['event', '"dataType":"NEW_THING",'],
    'a number': ['event', '"dataType":7,'],
    'true': ['event', '"dataType":true,'],
  } as const).flatMap(([typeName, [type, dataType]]) =>
    Object.entries({
      'absent': ['none', () => ''],
      'null': ['none', () => '"data":null'],
      'a number': ['none', () => '"data":7'],
      'empty text': ['none', () => '"data":""'],
      'text': ['none', () => '"data":"text"'],
      'broken JSON as text': ['none', () => '"data":"{\\"callId\\":"'],
      'too deep JSON as text': ['none', () => `"data":"${'['.repeat(10_000)}"`],
      'an empty list': ['empty', () => '"data":[]'],
      'a list of no objects': ['numbers', () => '"data":[1,null]'],
      'an object without an id': ['object', () => '"data":{"a":1}'],
      'a list of objects without an id': ['object', () => '"data":[{"a":1}]'],
      'an object as text': ['object', () => '"data":"{\\"a\\":1}"'],
      'an id alone': ['id', (id: string) => `"data":{"callId":"${id}"}`],
      'a record': ['record', (id: string) => `"data":{"callId":"${id}","resultStatus":"BUSY"}`],
      'a record as text': ['record', (id: string) => `"data":${JSON.stringify(record(id))}`],
      'a record in a list': ['record', (id: string) => `"data":[{"callId":"${id}","resultStatus":"BUSY"}]`],
      'a record in a wrapper': ['record', (id: string) => `"data":{"dataType":"ROBOT_CALL_RECORD","data":${record(id)}}`],
    } as const).map(([dataName, [content, data]]) => wrapper(`dataType ${typeName}, data ${dataName}`, type, content, `{${dataType}${data(idOf(`dataType ${typeName}, data ${dataName}`))}}`.replace(',}', '}'))),
  ),
  taken('a wrapper in a wrapper in a wrapper', `{"data":{"data":{"array":[${record(idOf('a wrapper in a wrapper in a wrapper'))}]}}}`),
  taken('a wrapper with an id of its own', `{"callId":"${idOf('a wrapper with an id of its own')}","data":{"a":1}}`),
  { ...taken('a good record among bad ones', `[1,{},${record(idOf('a good record among bad ones'))},null,[],{"dataType":"X","data":[]}]`), callIds: [null, null, idOf('a good record among bad ones'), null, null] },
];

/** Whether there is a record in it decides; else whether it is an event; else whether there is an object at all. */
function wrapper(name: string, type: 'record' | 'event', content: 'none' | 'empty' | 'numbers' | 'object' | 'id' | 'record', body: string): OddRequest {
  // A wrapped record is one whatever the outer type says; an event is told from a record by its status.
  if (content === 'record') return taken(name, body, type === 'event' && name.endsWith('in a wrapper') ? null : idOf(name));
  if (content === 'id' && type === 'record') return taken(name, body);
  if (type === 'event') return taken(name, body, null);
  return refused(content === 'empty' || content === 'numbers' ? withoutObject : withoutId, name, body);
}

/** Much of everything. */
export const large: readonly OddRequest[] = [
  { ...taken('ten thousand records', `[${Array.from({ length: 10_000 }, (_, at) => record(`many ${at}`)).join(',')}]`), callIds: Array.from({ length: 10_000 }, (_, at) => `many ${at}`) },
  { ...taken('one record ten thousand times', `{"array":[${Array.from({ length: 10_000 }, () => record('once')).join(',')}]}`), callIds: Array.from({ length: 10_000 }, () => 'once') },
  { ...taken('a record behind 9,999 empty ones', `[${'{},'.repeat(9999)}${record('behind')}]`), callIds: [...Array.from({ length: 9999 }, () => null), 'behind'] },
  { ...taken('ten thousand events', `[${Array.from({ length: 10_000 }, () => '{"dataType":"X","data":{}}').join(',')}]`), callIds: Array.from({ length: 10_000 }, () => null) },
  refused(withoutId, 'ten thousand empty objects', `[${'{},'.repeat(9999)}{}]`),
  refused(withoutObject, 'ten thousand empty lists', `[${'[],'.repeat(9999)}[]]`),
  refused('More than 10,000 records', '10,001 records', `[${Array.from({ length: 10_001 }, (_, at) => record(`more ${at}`)).join(',')}]`),
  refused('More than 10,000 records', '10,001 empty objects', `{"array":[${'{},'.repeat(10_000)}{}]}`),
  refused('More than 10,000 records', '10,001 zeros behind a record', `[${record('first')}${',0'.repeat(10_000)}]`),
  refused('More than 10,000 records', '10,001 records as text in a wrapper', JSON.stringify({ data: `[${'{"callId":"a"},'.repeat(10_000)}{"callId":"a"}]` })),
  refused('More than 500,000 values', 'a million zeros', `[${'0,'.repeat(999_999)}0]`),
  refused('More than 500,000 values', 'a million empty sentences', record('x', `,"callDetailList":[${'{},'.repeat(999_999)}{}]`)),
  refused('More than 500,000 values', 'half a million names', record('x', Array.from({ length: 500_000 }, (_, at) => `,"${at}":1`).join(''))),
  refused('More than 500,000 values', 'eight megabytes of list', `[${'[],'.repeat(2_700_000)}0]`),
  refused(withoutObject, 'ten thousand texts', `{"array":[${'"a",'.repeat(9999)}"a"]}`),
  taken('a list of ten thousand attributes', record(idOf('a list of ten thousand attributes'), `,"attributes":[${'{"a":1},'.repeat(9999)}0]`)),
  taken('a hundred thousand sentences', record(idOf('a hundred thousand sentences'), `,"callDetailList":[${'{},'.repeat(99_999)}{}]`)),
  taken('a hundred thousand tags', record(idOf('a hundred thousand tags'), `,"callRecordTagIds":[${'1,'.repeat(99_999)}1]`)),
  taken('a megabyte of words', record(idOf('a megabyte of words'), `,"analysisBasis":"${'ab '.repeat(333_333)}"`)),
  taken('ten thousand sentences', record(idOf('ten thousand sentences'), `,"callDetailList":[${'{"text":"well","type":"PERSON","startOffset":1,"endOffset":2},'.repeat(9999)}{}]`)),
  taken('a body of 8 MiB', record(idOf('a body of 8 MiB'), `,"x":"${'x'.repeat(8 * 1024 * 1024 - 100)}"`).padEnd(8 * 1024 * 1024)),
  refused('More than 8 MiB', 'a byte too many', ' '.repeat(8 * 1024 * 1024 + 1)),
  refused('More than 8 MiB', 'a record with a text of 9 MiB', record('too large', `,"x":"${'x'.repeat(9 * 1024 * 1024)}"`)),
  { ...refused('More than 8 MiB', '9 MiB in chunks', bytes(' '.repeat(9 * 1024 * 1024))), isChunked: true },
];

const opening = { lists: ['[', ']'], objects: ['{"a":', '}'], both: ['[{"a":', '}]'] } as const;

/** Nesting: 64 levels are read, and nothing falls over ten thousand, nor over half a million. */
export const depths: readonly OddRequest[] = [
  ...Object.entries(opening).flatMap(([what, [open, close]]) => {
    const levels = open.length > 1 && open.startsWith('[') ? 2 : 1;
    const nested = (depth: number): string => open.repeat(depth / levels) + '1' + close.repeat(depth / levels);
    return [
      taken(`${what} 62 levels deep in a record`, record(idOf(`${what} 62 levels deep in a record`), `,"x":${nested(62)}`)),
      refused('Nested deeper than 64 levels', `${what} 64 levels deep in a record`, record('deep', `,"x":${nested(64)}`)),
      refused('Nested deeper than 64 levels', `${what} 10,000 levels deep`, nested(10_000)),
      refused('Nested deeper than 64 levels', `${what} 10,000 levels deep in a record`, record('deep', `,"properties":${nested(10_000)}`)),
      refused('Nested deeper than 64 levels', `${what} 10,000 levels deep that never end`, open.repeat(10_000)),
      refused('Nested deeper than 64 levels', `${what} 500,000 levels deep`, nested(500_000)),
    ];
  }),
  taken('brackets in a text', record(idOf('brackets in a text'), `,"x":"${'[{'.repeat(10_000)}"`)),
  taken('brackets behind an escaped quote', record(idOf('brackets behind an escaped quote'), `,"x":"\\\\\\"${'['.repeat(10_000)}"`)),
  ...['properties', 'attributes', 'callDetailList', 'callRecordTagIds', 'dynamicProperties', 'customerConcern'].map((field) => taken(`${field} as text 10,000 levels deep`, record(idOf(`${field} as text 10,000 levels deep`), `,"${field}":"${'['.repeat(10_000)}${']'.repeat(10_000)}"`))),
  taken('data as text in data as text', dataInData(12, record(idOf('data as text in data as text')))),
];

function dataInData(levels: number, text: string): string {
  return levels === 0 ? text : dataInData(levels - 1, JSON.stringify({ data: text }));
}

/** What the API shows of an object with this one member. `__proto__` is in the kept push alone: no transport carries it. */
function shown(name: string, value: JsonValue): object {
  return name === '__proto__' ? {} : { [name]: value };
}
