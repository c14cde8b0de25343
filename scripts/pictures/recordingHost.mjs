import { once } from 'node:events';
import { createServer } from 'node:http';

/** Answers that are no recording, by the first part of the path. */
const answers = {
  gone: (response) => response.writeHead(410).end(),
  refused: (response) => response.writeHead(403).end(),
  page: (response) => response.writeHead(200, { 'content-type': 'audio/wav' }).end('<!doctype html><title>Sign in</title>'),
  private: (response) => response.writeHead(302, { location: 'http://192.168.4.20/recording.wav' }).end(),
  slow(response) {
    response.writeHead(200, { 'content-type': 'audio/wav', 'content-length': 2_650_000 });
    // A header that says as much, and then silence.
    const head = Buffer.alloc(1_120_000);
    head.write('RIFF');
    head.writeUInt32LE(2_649_992, 4);
    head.write('WAVEfmt ', 8);
    head.writeUInt32LE(16, 16);
    for (const [at, value] of [[20, 1], [22, 1], [32, 2], [34, 16]]) head.writeUInt16LE(value, at);
    head.writeUInt32LE(8000, 24);
    head.writeUInt32LE(16_000, 28);
    head.write('data', 36);
    head.writeUInt32LE(2_649_956, 40);
    response.write(head);
  },
};

/** A host of recordings that has none of what it is asked for: for a picture of what is missing. */
export async function startRecordingHost() {
  const server = createServer(({ url = '' }, response) => {
    const answer = answers[url.split('/')[1] ?? ''];
    if (answer === undefined) response.writeHead(404).end();
    else answer(response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const name = `127.0.0.1:${server.address().port}`;
  return {
    name,
    url: `http://${name}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
