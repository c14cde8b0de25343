import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { but, bytes, idOf, record, refused, taken } from './badInput.ts';
import type { BadInput, OddBytes, OddRequest, Row } from './badInput.ts';

const unknownEncoding = 'A content encoding that is not known';
const brokenEncoding = 'A content encoding that does not fit';

const encoded = (request: OddRequest, encoding: string | readonly string[]): OddRequest => but(request, { headers: { 'content-encoding': encoding } });

const packed = gzipSync(record('packed'));
/** Several members of gzip are one stream (RFC 1952): a gigabyte of blanks in a megabyte. */
const bomb = Buffer.concat(Array.from({ length: 16 }, () => gzipSync(Buffer.alloc(64 * 1024 * 1024, ' '))));

/** Bodies that are packed, and those that say so. */
export const encodings: readonly OddRequest[] = [
  ...(
    [
      ['gzip', gzipSync],
      ['GZIP', gzipSync],
      [' gzip ', gzipSync],
      ['x-gzip', gzipSync],
      ['deflate', deflateSync],
      ['Deflate', deflateRawSync],
      ['br', brotliCompressSync],
      ['identity', (text: string) => bytes(text)],
      ['', (text: string) => bytes(text)],
    ] as const
  ).map(([encoding, encode]) => encoded(taken(`a body in "${encoding}"`, encode(record(idOf(`a body in "${encoding}"`)))), encoding)),
  encoded(taken('gzip in two members', bytes(gzipSync('{"callId":"odd gzip in '), gzipSync('two members"}'))), 'gzip'),
  encoded(taken('gzip that is stored, not packed', gzipSync(record(idOf('gzip that is stored, not packed')), { level: 0 })), 'gzip'),
  ...['zstd', 'compress', 'bzip2', 'gzip, gzip', 'gzip, identity', 'deflate, gzip', 'gzip;q=1', '*', 'none', 'utf-8', 'binary', 'aws-chunked', 'application/json', '__proto__', 'toString'].map((encoding) => encoded(refused(unknownEncoding, `the encoding "${encoding}"`, gzipSync(record('x'))), encoding)),
  encoded(refused(unknownEncoding, 'two lines of encodings', gzipSync(record('x'))), ['gzip', 'br']),
  encoded(refused(unknownEncoding, 'zstd that is zstd', zstdCompressSync(record('x'))), 'zstd'),
  ...['gzip', 'deflate', 'br'].flatMap((encoding) => [
    encoded(refused(brokenEncoding, `${encoding} that is plain JSON`, record('x')), encoding),
    encoded(refused(brokenEncoding, `${encoding} without a body`, ''), encoding),
    encoded(refused(brokenEncoding, `${encoding} of random bytes`, Uint8Array.from({ length: 4096 }, (_, at) => (at * 167 + 89) % 251)), encoding),
  ]),
  ...[1, 5, 10, 20, packed.length - 8, packed.length - 1].map((length) => encoded(refused(brokenEncoding, `gzip cut off after ${length} bytes`, packed.subarray(0, length)), 'gzip')),
  encoded(refused(brokenEncoding, 'gzip with a wrong checksum', withByte(packed, packed.length - 8)), 'gzip'),
  encoded(refused(brokenEncoding, 'gzip with a wrong length', withByte(packed, packed.length - 4)), 'gzip'),
  encoded(refused(brokenEncoding, 'gzip with a wrong first byte', withByte(packed, 0)), 'gzip'),
  encoded(refused(brokenEncoding, 'gzip by another method', withByte(packed, 2)), 'gzip'),
  encoded(refused(brokenEncoding, 'gzip broken in the middle', withByte(packed, 12)), 'gzip'),
  encoded(refused(brokenEncoding, 'brotli as gzip', brotliCompressSync(record('x'))), 'gzip'),
  encoded(refused(brokenEncoding, 'gzip as brotli', packed), 'br'),
  encoded(refused(brokenEncoding, 'gzip as deflate', packed), 'deflate'),
  encoded(refused('Nothing, or only blanks', 'nothing in gzip', gzipSync('')), 'gzip'),
  encoded(refused('Not JSON', 'gzip in gzip', gzipSync(packed)), 'gzip'),
  encoded(refused('Not JSON', 'broken JSON in gzip', gzipSync('{"callId":')), 'gzip'),
  encoded(refused('Nested deeper than 64 levels', '10,000 levels in gzip', gzipSync('['.repeat(10_000))), 'gzip'),
  encoded(refused('Nested deeper than 64 levels', '8 MiB of levels in gzip', gzipSync('['.repeat(8 * 1024 * 1024))), 'gzip'),
  encoded(refused('Records, none of them with an id', 'an empty record in gzip', gzipSync('{}')), 'gzip'),
  encoded(refused('More than 8 MiB once inflated', 'a gzip bomb of a gigabyte', bomb), 'gzip'),
  encoded(refused('More than 8 MiB once inflated', 'a byte too many in gzip', gzipSync(' '.repeat(8 * 1024 * 1024 + 1))), 'gzip'),
  encoded(refused('More than 8 MiB once inflated', 'a deflate bomb', deflateSync(Buffer.alloc(64 * 1024 * 1024, ' '))), 'deflate'),
  encoded(refused('More than 8 MiB once inflated', 'a bare deflate bomb', deflateRawSync(Buffer.alloc(64 * 1024 * 1024, ' '))), 'deflate'),
  encoded(refused('More than 8 MiB once inflated', 'a brotli bomb', brotliCompressSync(Buffer.alloc(64 * 1024 * 1024, ' '))), 'br'),
];

/** A body is bytes, whatever its sender calls it. */
export const contentTypes: readonly OddRequest[] = ['text/plain', 'text/html', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/octet-stream', 'application/json; charset=GBK', 'application/json; charset=utf-16', 'application/json; charset', 'application/json;;', 'json', '/', 'a/b/c', '', 'image/png', 'application/gzip', 'x'.repeat(4000)].map((type) => {
  const name = `the content type "${type.slice(0, 50)}"`;
  return but(taken(name, record(idOf(name))), { headers: { 'content-type': type } });
});

/** What a tunnel or a client may add. */
export const oddHeads: readonly OddRequest[] = (
  [
    ['a hundred headers', Object.fromEntries(Array.from({ length: 100 }, (_, at) => [`x-${at}`, 'x']))],
    ['a header of 8 KiB', { 'x-large': 'x'.repeat(8192) }],
    ['a header in Latin-1', { 'x-name': 'café' }],
    ['addresses of proxies', { 'x-forwarded-for': '203.0.113.9, <script>, 999.1.1.1, ::1', 'x-real-ip': 'unknown', forwarded: 'for="[2001:db8::1]:4711";proto=https' }],
    ['the wish to see more', { expect: '100-continue' }],
    ['a range', { range: 'bytes=0-10' }],
    ['a condition', { 'if-none-match': '*', 'if-modified-since': 'Thu, 01 Jan 1970 00:00:00 GMT' }],
    ['another method', { 'x-http-method-override': 'DELETE' }],
    ['an upgrade', { upgrade: 'websocket' }],
    ['names of the language', { __proto__x: '1', constructor: 'x', tostring: 'x' }],
  ] as const
).map(([what, headers]) => but(taken(what, record(idOf(what))), { headers }));

/** The push address alone takes pushes. `{push}` stands for it, `{key}` for its last part. */
export const paths: readonly OddRequest[] = [
  ...['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'SEARCH', 'REPORT', 'QUERY'].map((method) => but(refused('The right key, by another method', method, record('x')), { method })),
  ...['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'QUERY'].map((method) => but(refused('Another path or method', `${method} with a wrong key`, record('x')), { method, path: '/push/x' })),
  ...['/push/{key}/', '/push/{key}/more', '/push/{key}/%zz', '//push/{key}', '/PUSH/{key}', '/push/../push/{key}', '/push/./{key}', '/push/{key}/..', '/earshot/push/{key}', '/{key}'].map((path) => but(refused('The right key, to another path', `POST ${path}`, record('x')), { path })),
  ...['/', '/push', '/push/', '/push//', '/a/b/c/d/{key}', '/api/pushes', '/api/calls', '/index.html', '/favicon.ico', '/.env', '/wp-login.php', '/push\\{key}', '/push%2f{key}', '/%70ush/{key}x/y', '/push/%zz', '/push/%', '/push/%c3%28', '/healthz', '/healthz/'].map((path) => but(refused('Another path or method', `POST ${path}`, record('x')), { path })),
  ...['x', '{key}x', '{key}%00', '%00{key}', '{key}%20', 'x'.repeat(4000), '%E4%BB%B7', '..', '__proto__', '{KEY}'].map((key) => but(refused('A wrong key', `the key ${key.slice(0, 20)}`, record('x')), { path: `/push/${key}` })),
  { ...taken('a query', record(idOf('a query'))), path: '{push}?callId=other&key=x' },
  { ...taken('an empty query', record(idOf('an empty query'))), path: '{push}?' },
  { ...refused('A question whether it is ready', 'GET', ''), method: 'GET' },
  { ...refused('A question whether it is ready', 'HEAD', ''), method: 'HEAD' },
  { ...refused('A question whether it is ready', 'GET with a body', record('x')), method: 'GET' },
];

const head = (path: string, host: string, ...lines: readonly string[]): string => [`POST ${path} HTTP/1.1`, `Host: ${host}`, 'Connection: close', ...lines, '', ''].join('\r\n');

function onTheWire(row: Row, name: string, bytesOf: OddBytes['bytes'], kept: readonly string[] = []): OddBytes {
  return { name, row, bytes: bytesOf, kept: kept.map((body) => bytes(body)) };
}

/** One request whose head has these lines, and this body. */
function withLines(row: Row, name: string, lines: readonly string[], body: string, kept: readonly string[] = []): OddBytes {
  return onTheWire(row, name, ({ path, host }) => bytes(head(path, host, ...lines), body), kept);
}

const plain = (name: string): string => record(idOf(name));
const asTaken = 'A readable record or event, whatever else is odd';
const notHttp = 'Not HTTP, or contradicting itself';
const longer = 'Longer than it says';
const chunk = (text: string, extension = ''): string => `${Buffer.byteLength(text).toString(16)}${extension}\r\n${text}\r\n`;
const chunked = 'Transfer-Encoding: chunked';

/** Bytes that an HTTP client would not send. */
export const wire: readonly OddBytes[] = [
  withLines(asTaken, 'chunks', [chunked], `${chunk(plain('chunks').slice(0, 7))}${chunk(plain('chunks').slice(7))}0\r\n\r\n`, [plain('chunks')]),
  withLines(asTaken, 'chunks of one byte', [chunked], `${Array.from(plain('chunks of one byte'), (letter) => chunk(letter)).join('')}0\r\n\r\n`, [plain('chunks of one byte')]),
  withLines(asTaken, 'chunks with extensions', [chunked], `${chunk(plain('chunks with extensions'), ';a=b')}0\r\n\r\n`, [plain('chunks with extensions')]),
  withLines(asTaken, 'chunks with trailers', [chunked, 'Trailer: x'], `${chunk(plain('chunks with trailers'))}0\r\nx: y\r\n\r\n`, [plain('chunks with trailers')]),
  withLines('Nothing, or only blanks', 'no chunk', [chunked], '0\r\n\r\n', ['']),
  withLines(longer, 'a length that is too small', ['Content-Length: 10'], plain('short'), [plain('short').slice(0, 10)]),
  withLines(longer, 'no length and a body', [], plain('unannounced'), ['']),
  withLines(asTaken, 'a line break behind the body', [`Content-Length: ${plain('a line break behind the body').length}`], `${plain('a line break behind the body')}\r\n`, [plain('a line break behind the body')]),
  withLines('Cut off by its sender', 'a length that is too large', ['Content-Length: 5000'], plain('long')),
  withLines('Cut off by its sender', 'a length of 8 MiB and no body', ['Content-Length: 8388608'], ''),
  withLines('Cut off by its sender', 'chunks that never end', [chunked], chunk(plain('endless'))),
  withLines('Cut off by its sender', 'a chunk cut off', [chunked], 'ffff\r\n{"callId"'),
  withLines(notHttp, 'a chunk without a size', [chunked], 'xyz\r\n{}\r\n0\r\n\r\n'),
  withLines(notHttp, 'a chunk of a negative size', [chunked], '-1\r\n{}\r\n0\r\n\r\n'),
  withLines(notHttp, 'a chunk of more than a number holds', [chunked], 'fffffffffffffffff\r\n{}\r\n0\r\n\r\n'),
  withLines(notHttp, 'a chunk longer than it says', [chunked], '2\r\n{"callId":"a"}\r\n0\r\n\r\n'),
  withLines(notHttp, 'chunks in gzip', ['Transfer-Encoding: gzip'], plain('te')),
  withLines(notHttp, 'a length and chunks', [chunked, 'Content-Length: 5'], `${chunk(plain('both'))}0\r\n\r\n`),
  withLines(notHttp, 'two lengths', ['Content-Length: 5', 'Content-Length: 14'], '{"callId":"a"}'),
  withLines(notHttp, 'two lengths in one line', ['Content-Length: 5, 14'], '{"callId":"a"}'),
  withLines(notHttp, 'a negative length', ['Content-Length: -1'], '{"callId":"a"}'),
  withLines(notHttp, 'a length in hexadecimal', ['Content-Length: 0x0e'], '{"callId":"a"}'),
  withLines(notHttp, 'a length with a sign', ['Content-Length: +14'], '{"callId":"a"}'),
  withLines(notHttp, 'a length in words', ['Content-Length: many'], '{"callId":"a"}'),
  withLines(notHttp, 'a length of more than a number holds', ['Content-Length: 99999999999999999999'], '{"callId":"a"}'),
  withLines(notHttp, 'a blank before a colon', ['Content-Length : 14'], '{"callId":"a"}'),
  withLines(notHttp, 'a header without a colon', ['Content-Length 14'], '{"callId":"a"}'),
  withLines(notHttp, 'NUL in a header', ['X-Name: a\0b', 'Content-Length: 14'], '{"callId":"a"}'),
  withLines(notHttp, 'a header without a name', [': a', 'Content-Length: 14'], '{"callId":"a"}'),
  withLines('An expectation that is not known', 'an unknown expectation', ['Expect: the-moon', 'Content-Length: 14'], '{"callId":"a"}'),
  withLines('A head of more than 16 KiB', 'a header of 20 KiB', [`X-Large: ${'x'.repeat(20 * 1024)}`, 'Content-Length: 14'], '{"callId":"a"}'),
  withLines('A head of more than 16 KiB', 'ten thousand headers', Array.from({ length: 10_000 }, (_, at) => `x-${at}: x`), '{"callId":"a"}'),
  onTheWire('A head of more than 16 KiB', 'an address of 20 KiB', ({ host }) => bytes(head(`/push/${'x'.repeat(20 * 1024)}`, host, 'Content-Length: 2'), '{}')),
  onTheWire(asTaken, 'HTTP/1.0', ({ path }) => bytes(`POST ${path} HTTP/1.0\r\nContent-Length: ${plain('HTTP/1.0').length}\r\n\r\n${plain('HTTP/1.0')}`), [plain('HTTP/1.0')]),
  onTheWire(asTaken, 'an absolute address', ({ path, host }) => bytes(head(`http://${host}${path}`, host, `Content-Length: ${plain('an absolute address').length}`), plain('an absolute address')), [plain('an absolute address')]),
  onTheWire(asTaken, 'an empty line before', ({ path, host }) => bytes('\r\n', head(path, host, `Content-Length: ${plain('an empty line before').length}`), plain('an empty line before')), [plain('an empty line before')]),
  onTheWire(asTaken, 'two pushes at once', ({ path, host }) => bytes(['two pushes at once', 'the second of two'].map((name) => `POST ${path} HTTP/1.1\r\nHost: ${host}\r\n${name.startsWith('the') ? 'Connection: close\r\n' : ''}Content-Length: ${plain(name).length}\r\n\r\n${plain(name)}`).join('')), [plain('two pushes at once'), plain('the second of two')]),
  ...Object.entries({
    'words': 'hello\r\n\r\n',
    'a line break': '\r\n\r\n\r\n\r\nhello\r\n',
    'HTTP/2': 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
    'HTTP/9.9': 'POST / HTTP/9.9\r\nHost: a\r\n\r\n',
    'an answer': 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}',
    'a method in small letters': 'post / HTTP/1.1\r\nHost: a\r\n\r\n',
    'a method that is none': 'PUSH / HTTP/1.1\r\nHost: a\r\n\r\n',
    'no address': 'POST HTTP/1.1\r\nHost: a\r\n\r\n',
    'NUL': '\0\0\0\0\0\0\0\0',
    'SSH': 'SSH-2.0-OpenSSH_9.9\r\n',
    'SMTP': 'EHLO example.net\r\n',
    'Redis': '*1\r\n$4\r\nPING\r\n',
    'a blank in the address': 'POST /push/a b HTTP/1.1\r\nHost: a\r\n\r\n',
    'a folded header': 'POST / HTTP/1.1\r\nHost: a\r\nX-A: b\r\n c\r\n\r\n',
    'line feeds alone': 'POST / HTTP/1.1\nHost: a\n\n',
    'carriage returns alone': 'POST / HTTP/1.1\rHost: a\r\r',
  }).map(([name, text]) => onTheWire(notHttp, name, () => bytes(text))),
  onTheWire(asTaken, 'no host', ({ path }) => bytes(`POST ${path} HTTP/1.1\r\nConnection: close\r\nContent-Length: ${plain('no host').length}\r\n\r\n${plain('no host')}`), [plain('no host')]),
  onTheWire('Another path or method', 'no host, elsewhere', () => bytes('POST / HTTP/1.1\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}')),
  onTheWire('Another path or method', 'CONNECT to another host', () => bytes('CONNECT example.net:443 HTTP/1.1\r\nHost: example.net:443\r\n\r\n')),
  onTheWire('Another path or method', 'CONNECT, and bytes for the other host', () => bytes('CONNECT example.net:443 HTTP/1.1\r\nHost: example.net:443\r\n\r\n', [0x16, 0x03, 0x01])),
  onTheWire('The right key, by another method', 'CONNECT to the push address', ({ path, host }) => bytes(`CONNECT ${path} HTTP/1.1\r\nHost: ${host}\r\n\r\n`), ['']),
  onTheWire('Another path or method', 'HTTP/0.9', () => bytes('GET /\r\n\r\n')),
  onTheWire('Another path or method', 'two hosts', () => bytes('POST / HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n')),
  onTheWire(notHttp, 'the hello of TLS', () => bytes([0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xfc, 0x03, 0x03], new Uint8Array(500).fill(7))),
  onTheWire('A connection without a request', 'nothing at all', () => new Uint8Array()),
  onTheWire('Cut off by its sender', 'half a head', ({ path, host }) => bytes(`POST ${path} HTTP/1.1\r\nHost: ${host}\r\nContent-Le`)),
];

export const overHttp: readonly BadInput[] = [...encodings, ...contentTypes, ...oddHeads, ...paths, ...wire];

function withByte(body: Uint8Array, at: number): Uint8Array {
  const changed = Uint8Array.from(body);
  changed[at] = (changed[at] ?? 0) ^ 0x55;
  return changed;
}
