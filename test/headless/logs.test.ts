import { createServer } from 'node:http';
import { once } from 'node:events';
import { readFile, readdir } from 'node:fs/promises';
import { createConnection } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { idle } from '../support/keptPushes.ts';
import { aPushedRecord } from '../support/pushes.ts';
import { runEarshot, startServe } from '../support/startServe.ts';
import { waitFor } from '../support/waitFor.ts';

const phones = ['447700900123', '+8613800138000', '0085221234567', '5491123456789'];
const sentences = ['My name is Ann and I live in Elm Street', '我想要一份报价单', 'esperen un momento por favor', 'sabotage of the tariff'];
const secrets = ['platform-secret-42', 'basic-password-42', 'wrong-key-of-a-stranger', 'token-in-an-address'];

it('writes no phone number, key or sentence into the log files or to standard error in a day of good and bad pushes', { timeout: 120_000 }, async () => {
  const host = createServer((_request, response) => response.writeHead(500).end(sentences[3])).listen(0, '127.0.0.1');
  await once(host, 'listening');
  const { port } = host.address() as AddressInfo;
  await using earshot = await startServe({ env: { EARSHOT_RECORDING_HOSTS: `127.0.0.1:${port}` } });
  const key = new URL(earshot.pushUrl).pathname.split('/').at(-1)!;

  const pushed = (at: number, more: Parameters<typeof aPushedRecord>[0] = {}) =>
    aPushedRecord({
      callId: `call-${at}`,
      calledPhoneNumber: phones[at % phones.length]!,
      properties: { name: sentences[0]!, phone: phones[1]! },
      callDetailList: [{ type: 'PERSON', text: sentences[at % sentences.length]!, startOffset: 1, endOffset: 2 }],
      fullAudioUrl: `http://127.0.0.1:${port}/${phones[0]}.wav?token=${secrets[3]}`,
      customerAudioUrl: `http://169.254.169.254/${phones[1]}?token=${secrets[3]}`,
      ...more,
    });
  for (let at = 0; at < 20; at += 1) expect((await earshot.push(pushed(at))).status).toBe(200);
  // Twice, changed, of unknown kinds, in a batch with a bad one.
  await earshot.push(pushed(1));
  await earshot.push(pushed(2, { resultStatus: phones[2]!, analysisBasis: sentences[1]!, newField: phones[3]! }));
  await earshot.push([pushed(30), { calledPhoneNumber: phones[0]! }, sentences[0]!, 7]);
  await earshot.push({ dataType: phones[1]!, data: { text: sentences[2]! } });
  await earshot.push(pushed(31, { startTime: sentences[2]!, pay: phones[0]!, callDetailList: sentences[0]! }));

  // Refused: text that is no JSON and says so in the words of the parser, no id, too deep, torn, packed wrongly.
  const refused = [`{"phone": ${phones[1]}, "text": ${sentences[0]}`, `${sentences[2]}`, { calledPhoneNumber: phones[0], text: sentences[1] }, '['.repeat(5000), `{"callId":"a","text":"${sentences[0]}`];
  for (const body of refused) expect((await earshot.push(body)).status).toBe(400);
  await fetch(earshot.pushUrl, { method: 'POST', headers: { 'content-encoding': 'gzip' }, body: gzipSync(sentences[0]!).subarray(0, 20) });
  await fetch(earshot.pushUrl, { method: 'POST', headers: { 'content-encoding': sentences[2]! }, body: sentences[2]! });
  // Strangers, with what they may know.
  for (const wrong of [secrets[2]!, `${key}x`, `${phones[0]}?token=${secrets[3]}`]) await fetch(new URL(`/push/${wrong}`, earshot.pushUrl), { method: 'POST', headers: { 'api-key': secrets[0]!, authorization: `Basic ${btoa(`platform:${secrets[1]}`)}` }, body: sentences[0]! });
  await sendText(Number(new URL(earshot.pushUrl).port), `POST /push/${key} HTTP/1.1\r\nHost: ${sentences[2]}\r\nContent-Length: -${phones[0]}\r\n\r\n`);

  // The screen's side: searches, wrong questions, replays.
  for (const path of [`/calls?q=${phones[0]}`, `/calls?q=${encodeURIComponent(sentences[0]!)}`, `/calls?limit=${phones[0]}`, `/calls/${phones[0]}`, '/pushes?outcome=refused', `/pushes/${phones[0]}/raw`]) await earshot.fetchApi(path);
  await earshot.fetchApi('/pushes/1/replay', { method: 'POST' });
  await fetch(`${earshot.apiUrl}/calls`, { headers: { authorization: `Bearer ${secrets[2]}` } });
  await fetch(`${earshot.uiUrl}x`);
  await idle(earshot);
  const { stderr: ofBackup } = await runEarshot(['backup', '--data', earshot.dataDir]);
  await waitFor(() => earshot.stderr().includes('recording not fetched'));
  expect(await earshot.stop()).toBe(0);
  host.close();

  const dir = join(earshot.dataDir, 'logs');
  const files = await Promise.all((await readdir(dir)).map((name) => readFile(join(dir, name), 'utf8')));
  expect(files.join('')).toContain('Earshot ends');
  expect(files.join('')).toContain('Push refused');
  const said = [...files, earshot.stderr(), ofBackup].join('\n');
  const told = [...phones, ...phones.map((phone) => phone.replace('+', '')), ...sentences, ...sentences.map((sentence) => sentence.slice(0, 12)), ...secrets, key, earshot.apiKey].filter((what) => said.includes(what));
  expect(told).toEqual([]);
});

/** Sends what no HTTP client would, and waits until the connection is closed. */
async function sendText(port: number, text: string): Promise<void> {
  const socket = createConnection(port, '127.0.0.1');
  socket.on('error', () => {});
  socket.resume();
  socket.write(text);
  await once(socket, 'close');
}
