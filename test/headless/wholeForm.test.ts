import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { startUi } from '../support/startUi.ts';
import { waitFor } from '../support/waitFor.ts';

it('goes on when those who asked for peaks go away before they have them', async () => {
  const ui = await startUi();
  const unforeseen: unknown[] = [];
  const onFailure = (error: unknown): void => void unforeseen.push(error);
  process.on('unhandledRejection', onFailure);
  try {
    const push = readFileSync(join(import.meta.dirname, '../../samples/answered-en/push.json'), 'utf8').replaceAll('{{recordings}}', 'https://samples.earshot.invalid');
    await ui.push(push);
    const body = JSON.stringify({ json: { callId: '2790841600123400011', kind: 'customer' } });
    const ask = () => fetch(`${ui.base}/rpc/recordings/peaks`, { method: 'POST', headers: { authorization: `Bearer ${ui.key}`, 'content-type': 'application/json' }, body });
    await waitFor(async () => (await ask()).ok);

    const request = `POST /rpc/recordings/peaks HTTP/1.1\r\nhost: 127.0.0.1:${ui.port}\r\nauthorization: Bearer ${ui.key}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
    for (let round = 0; round < 60; round += 1) {
      const socket = connect(ui.port, '127.0.0.1');
      socket.on('error', () => {});
      await once(socket, 'connect');
      socket.write(request);
      await sleep((round % 12) / 2);
      socket.resetAndDestroy();
    }

    const answer = await ask();
    const form = await answer.formData();
    const peaks = [...form.values()].find((value) => value instanceof Blob);
    expect(new DataView(await peaks!.arrayBuffer()).getInt32(0, true)).toBe(2);
    expect(unforeseen).toEqual([]);
  } finally {
    process.off('unhandledRejection', onFailure);
    await ui.close();
  }
});
