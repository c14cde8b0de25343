/*
 * The floor: the least that any receiver on Node does. Reads each body, parses it, answers; stores nothing.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const answer = '{"status":"0","reason":"success"}';

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    JSON.parse(Buffer.concat(chunks).toString());
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': answer.length });
    response.end(answer);
  });
});

server.listen(0, '127.0.0.1', () => process.send?.({ url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/push/key` }));
process.on('disconnect', () => process.exit());
