import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the host does with a request for a path: sends bytes, or anything else. */
type Answer = Uint8Array | ((request: IncomingMessage, response: ServerResponse) => void);

export interface RecordingHost {
  /** Such as `http://127.0.0.1:41234`. */
  readonly url: string;
  /** Sets what a path answers from now on; without an answer it is 404. */
  readonly set: (path: string, answer: Answer) => void;
  [Symbol.asyncDispose](): Promise<void>;
}

/** An HTTP server on loopback that plays the platform's object storage. */
export async function startRecordingHost(): Promise<RecordingHost> {
  const answers = new Map<string, Answer>();
  const server = createServer((request, response) => {
    const answer = answers.get(request.url ?? '');
    if (answer === undefined) response.writeHead(404).end();
    else if (typeof answer === 'function') answer(request, response);
    else response.writeHead(200, { 'content-length': answer.length }).end(answer);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    set: (path, answer) => void answers.set(path, answer),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}
