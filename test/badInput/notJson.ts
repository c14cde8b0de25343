import { gzipSync } from 'node:zlib';
import { aPushedRecord } from '../support/pushes.ts';
import { bytes, idOf, record, refused, taken } from './badInput.ts';
import type { OddRequest } from './badInput.ts';

/** Bodies that are no JSON text, and those that nearly are. */
export const notJson: readonly OddRequest[] = [
  ...cutOff(40),
  ...Object.entries({
    'a single quote': `{'callId':'a'}`,
    'a name without quotes': '{callId:"a"}',
    'a comma at the end of an object': '{"callId":"a",}',
    'a comma at the end of a list': '[{"callId":"a"},]',
    'a comma too many': '{"callId":"a",,"x":1}',
    'a colon too many': '{"callId"::"a"}',
    'a comma for a colon': '{"callId","a"}',
    'a bracket too many': '{"callId":"a"}}',
    'the wrong bracket': '{"callId":"a"]',
    'a line comment': '{"callId":"a"} // done',
    'a block comment': '/* push */{"callId":"a"}',
    'a hash comment': '# push\n{"callId":"a"}',
    'NaN': '{"callId":"a","chatDuration":NaN}',
    'Infinity': '{"callId":"a","chatDuration":Infinity}',
    'minus Infinity': '{"callId":"a","chatDuration":-Infinity}',
    'a hexadecimal number': '{"callId":"a","chatDuration":0x1F}',
    'an octal number': '{"callId":"a","chatDuration":017}',
    'a binary number': '{"callId":"a","chatDuration":0b1}',
    'a plus sign': '{"callId":"a","chatDuration":+1}',
    'a number that begins with its point': '{"callId":"a","pay":.5}',
    'a number that ends with its point': '{"callId":"a","pay":1.}',
    'a number without its exponent': '{"callId":"a","pay":1e}',
    'a number with two points': '{"callId":"a","pay":1.2.3}',
    'a number with thousands': '{"callId":"a","pay":1,234}',
    'a number with underscores': '{"callId":"a","pay":1_234}',
    'a BigInt of JavaScript': '{"callId":12345678901234567890n}',
    'a lone minus': '{"callId":"a","pay":-}',
    'undefined': '{"callId":"a","pay":undefined}',
    'None': '{"callId":"a","pay":None}',
    'True': '{"callId":"a","pay":True}',
    'nil': '{"callId":"a","pay":nil}',
    'a date of JavaScript': '{"callId":"a","startTime":new Date(1)}',
    'a regular expression': '{"callId":"a","x":/a/}',
    'a template text': '{"callId":`a`}',
    'an escape that is none': '{"callId":"\\x41"}',
    'an octal escape': '{"callId":"\\101"}',
    'an escape cut short': '{"callId":"\\u12"}',
    'an escape with braces': '{"callId":"\\u{41}"}',
    'a backslash at the end': '{"callId":"a\\',
    'a line break in a text': '{"callId":"a\nb"}',
    'a text that never ends': '{"callId":"a',
    'JSONP': 'callback({"callId":"a"});',
    'the prefix of an API of Google': ')]}\'\n{"callId":"a"}',
    'two records': '{"callId":"a"}{"callId":"b"}',
    'records on lines of their own': '{"callId":"a"}\n{"callId":"b"}\n',
    'JSON in text of JavaScript': 'var record = {"callId":"a"};',
    'JSON in quotes of another': `'{"callId":"a"}'`,
    'XML': '<?xml version="1.0"?><call><callId>a</callId></call>',
    'SOAP': '<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body/></soap:Envelope>',
    'HTML': '<!doctype html><title>502 Bad Gateway</title>',
    'YAML': 'callId: a\nresultStatus: BUSY\n',
    'TOML': 'callId = "a"\n',
    'CSV': 'callId,resultStatus\na,BUSY\n',
    'a form': 'callId=a&resultStatus=BUSY',
    'a form with JSON in it': `data=${encodeURIComponent('{"callId":"a"}')}`,
    'JSON escaped for an address': encodeURIComponent('{"callId":"a"}'),
    'JSON in base64': Buffer.from('{"callId":"a"}').toString('base64'),
    'parts of a form': '--x\r\ncontent-disposition: form-data; name="data"\r\n\r\n{"callId":"a"}\r\n--x--\r\n',
    'a vertical tab as a blank': '{"callId":\v"a"}',
    'a form feed as a blank': '{"callId":\f"a"}',
    'a no-break space as a blank': '{"callId":\u00A0"a"}',
    'a line separator as a blank': '{"callId":\u2028"a"}',
    'a zero width space before': '\u200B{"callId":"a"}',
    'typographic quotes': '{“callId”:“a”}',
    'full width brackets': '｛"callId":"a"｝',
    'one letter': 'x',
    'one bracket': '{',
    'one closing bracket': '}',
    'one quote': '"',
    'a colon': ':',
    'a log line': '2026-11-22 10:00:00 INFO pushed {"callId":"a"}',
    'PHP serialised': 'a:1:{s:6:"callId";s:1:"a";}',
    'a Java map printed': '{callId=a, resultStatus=BUSY}',
  }).map(([name, body]) => refused('Not JSON', name, body)),
  ...Array.from({ length: 32 }, (_, code) => refused('Not JSON', `the bare control character ${code} in a text`, bytes('{"callId":"a', [code], '"}'))),
  ...Object.entries({
    'NUL alone': bytes([0]),
    'NUL before': bytes([0], '{"callId":"a"}'),
    'NUL behind': bytes('{"callId":"a"}', [0]),
    'NUL between': bytes('{"callId":', [0], '"a"}'),
    'a megabyte of NUL': new Uint8Array(1024 * 1024),
    'two byte order marks': bytes([0xef, 0xbb, 0xbf, 0xef, 0xbb, 0xbf], '{"callId":"a"}'),
    'a byte order mark behind': bytes('{"callId":"a"}', [0xef, 0xbb, 0xbf]),
    'UTF-16 little endian with its mark': bytes([0xff, 0xfe], Buffer.from('{"callId":"a"}', 'utf16le')),
    'UTF-16 little endian': Buffer.from('{"callId":"a"}', 'utf16le'),
    'UTF-16 big endian with its mark': bytes([0xfe, 0xff], Buffer.from('{"callId":"a"}', 'utf16le').swap16()),
    'UTF-16 big endian': Buffer.from('{"callId":"a"}', 'utf16le').swap16(),
    'UTF-32 little endian with its mark': bytes([0xff, 0xfe, 0, 0], utf32('{"callId":"a"}')),
    'UTF-32 big endian with its mark': bytes([0, 0, 0xfe, 0xff], utf32('{"callId":"a"}').swap32()),
    'UTF-32 big endian': utf32('{"callId":"a"}').swap32(),
    'UTF-7': '+AHsAIg-callId+ACI:+ACI-a+ACIAfQ-',
    'EBCDIC': [0xc0, 0x7f, 0x83, 0x81, 0x93, 0x93, 0xc9, 0x84, 0x7f, 0x7a, 0x7f, 0x81, 0x7f, 0xd0],
    'gzip that does not say so': gzipSync('{"callId":"a"}'),
    'MessagePack': [0x81, 0xa6, 0x63, 0x61, 0x6c, 0x6c, 0x49, 0x64, 0xa1, 0x61],
    'CBOR': [0xa1, 0x66, 0x63, 0x61, 0x6c, 0x6c, 0x49, 0x64, 0x61, 0x61],
    'Protocol Buffers': [0x0a, 0x01, 0x61],
    'BSON': [0x15, 0, 0, 0, 0x02, 0x63, 0x61, 0x6c, 0x6c, 0x49, 0x64, 0, 2, 0, 0, 0, 0x61, 0, 0],
    'a picture': [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d],
    'a sound': bytes('RIFF', [36, 0, 0, 0], 'WAVEfmt '),
    'a zip': [0x50, 0x4b, 3, 4, 20, 0],
    'a PDF': '%PDF-1.7\n%\xE2\xE3\xCF\xD3\n',
    'every byte once': Array.from({ length: 256 }, (_, byte) => byte),
    'a megabyte of 0xFF': new Uint8Array(1024 * 1024).fill(0xff),
    'GBK whose second byte is a backslash': bytes('{"callId":"a","analysisBasis":"', [0xd5, 0x5c], '"}'),
  }).map(([name, body]) => refused('Not JSON', name, bytes(body))),
];

/** Nothing that could be JSON at all. */
export const nothing: readonly OddRequest[] = Object.entries({
  'an empty body': '',
  'one blank': ' ',
  'blanks, tabs and line breaks': ' \t\r\n \n',
  'a megabyte of blanks': ' '.repeat(1024 * 1024),
  'a byte order mark alone': '\uFEFF',
  'a no-break space': '\u00A0',
  'a wide space': '\u3000',
}).map(([name, body]) => refused('Nothing, or only blanks', name, body));

/** JSON with odd bytes in and around it that is readable all the same. */
export const oddText: readonly OddRequest[] = [
  taken('a byte order mark', bytes([0xef, 0xbb, 0xbf], record(idOf('a byte order mark')))),
  taken('blanks around', ` \t\r\n${record(idOf('blanks around'))}\n\n `),
  taken('a megabyte of blanks behind', record(idOf('a megabyte of blanks behind')) + ' '.repeat(1024 * 1024)),
  taken('a megabyte of line breaks within', record(idOf('a megabyte of line breaks within'), `,${'\n'.repeat(1024 * 1024)}"x":1`)),
  ...Object.entries({
    'a lone continuation byte': [0x80],
    'the last continuation byte': [0xbf],
    'NUL in two bytes': [0xc0, 0x80],
    'a letter in two bytes too many': [0xc1, 0xbf],
    'NUL in three bytes': [0xe0, 0x80, 0x80],
    'NUL in four bytes': [0xf0, 0x80, 0x80, 0x80],
    'five bytes': [0xf8, 0x88, 0x80, 0x80, 0x80],
    'six bytes': [0xfc, 0x84, 0x80, 0x80, 0x80, 0x80],
    '0xFE': [0xfe],
    '0xFF': [0xff],
    'half a surrogate pair': [0xed, 0xa0, 0x80],
    'the other half': [0xed, 0xbf, 0xbf],
    'a pair of surrogates (CESU-8)': [0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80],
    'a code point beyond Unicode': [0xf4, 0x90, 0x80, 0x80],
    'the first byte of two': [0xc3],
    'the first byte of three': [0xe4],
    'two bytes of three': [0xe4, 0xbb],
    'two bytes of four': [0xf0, 0x9f],
    'three bytes of four': [0xf0, 0x9f, 0x98],
    'Latin-1': [0x63, 0x61, 0x66, 0xe9],
    'Windows-1252': [0x80, 0x20, 0x31, 0x30],
    'GBK': [0xbc, 0xdb, 0xb8, 0xf1],
    'Big5': [0xbb, 0xf9],
    'Shift JIS': [0x93, 0xfa, 0x96, 0x7b],
    'KOI8-R': [0xf0, 0xd2, 0xc9],
    'no character (U+FFFE)': [0xef, 0xbf, 0xbe],
  }).flatMap(([name, odd]) => {
    const [inText, inName, inId] = [`${name} in a text`, `${name} in a name`, `${name} in the id`] as const;
    const id = new TextDecoder().decode(bytes(`${idOf(inId)} `, odd));
    return [
      taken(inText, bytes(`{"callId":"${idOf(inText)}","analysisBasis":"cut `, odd, '"}')),
      taken(inName, bytes(`{"callId":"${idOf(inName)}","cut `, odd, '":1}')),
      taken(inId, bytes(`{"callId":"${idOf(inId)} `, odd, '"}'), id),
      refused('Not JSON', `${name} before the record`, bytes(odd, '{"callId":"a"}')),
    ];
  }),
];

function cutOff(count: number): OddRequest[] {
  const whole = JSON.stringify(aPushedRecord({ callId: 'cut' }));
  return Array.from({ length: count }, (_, at) => {
    const length = 1 + Math.floor((at * (whole.length - 1)) / count);
    return refused('Not JSON', `a record cut off after ${length} bytes`, whole.slice(0, length));
  });
}

function utf32(text: string): Buffer & { swap32(): Buffer } {
  const units = Uint32Array.from(text, (letter) => letter.codePointAt(0) ?? 0);
  return Buffer.from(units.buffer);
}
