import type { EarshotClient } from '#shared/contract/index.ts';
import type { Command } from '#shared/model/command.ts';

interface Deps {
  readonly api: Pick<EarshotClient, 'desktop'>;
  readonly listener: (command: Command) => void;
  /** The call that the page shows alone; null for the desk. */
  readonly callId: string | null;
  /** Before following again after the connection was lost. */
  readonly pauseMs?: number;
}

/** Calls `listener` with each command until the returned function is called, across lost connections. */
export function followCommands({ api, listener, callId, pauseMs = 1000 }: Deps): () => void {
  const stop = new AbortController();
  const { signal } = stop;

  async function follow(): Promise<void> {
    while (!signal.aborted) {
      try {
        for await (const command of await api.desktop.commands({ callId }, { signal })) listener(command);
      } catch {
        // The connection's banner says what is wrong.
      }
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }

  void follow();
  return () => stop.abort();
}
