import { MessageChannel } from 'node:worker_threads';
import type { MessagePort as NodePort } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { attachPort } from '#core';
import { createPortLink } from '#renderer/app/portLink.ts';
import type { EarshotClient } from '#shared/contract/index.ts';
import { startCore } from '../../support/startCore.ts';
import type { StartedCore } from '../../support/startCore.ts';
import { waitFor } from '../../support/waitFor.ts';

describe('createPortLink', () => {
  let earshot: StartedCore;
  /** The core's ends of the ports that were handed out. */
  const ends: NodePort[] = [];
  let client: EarshotClient;
  beforeEach(async () => {
    earshot = await startCore();
    client = createORPCClient(
      createPortLink(() => {
        const { port1, port2 } = new MessageChannel();
        attachPort(earshot.core.api, port1);
        port1.start();
        ends.push(port1);
        return Promise.resolve(port2 as unknown as MessagePort); // Node’s port has all that the link uses of a browser’s
      }),
    );
  });
  afterEach(async () => {
    for (const end of ends.splice(0)) end.close();
    await earshot.close();
  });

  it('asks for one port, and for another one once that was closed', async () => {
    await Promise.all([client.status.get(), client.settings.get()]);
    expect(ends).toHaveLength(1);
    const events = await client.events.watch({});
    const next = events.next();
    ends[0]!.close(); // the link has asked for one
    await expect(next).rejects.toBeInstanceOf(Error);
    const status = await waitFor(() => client.status.get().catch(() => null));
    expect(status.host).toBe('headless');
    expect(ends).toHaveLength(2);
  });
});
