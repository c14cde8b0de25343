import type { Command, HostAct } from '#shared/model/command.ts';

/** What the host asks of its pages (of the desk's, where no call is named, else of the one that shows this call alone), and they of it. */
export interface Commands {
  /** Goes to every such page that follows; without one it waits for the next desk, for no other. */
  send(command: Command, callId: string | null): void;
  /** What no desk followed yet, then what comes, until `signal` aborts. */
  follow(signal: AbortSignal, callId: string | null): AsyncGenerator<Command, void>;
  /** Has the host do what a page asks; false where the host has no such thing to do. */
  act(act: HostAct): boolean;
  /** Names who does it. */
  onAct(act: (act: HostAct) => void): void;
}

interface Follower {
  readonly callId: string | null;
  readonly waiting: Command[];
  wake: () => void;
}

export function createCommands(): Commands {
  let unfollowed: Command[] = [];
  const followers = new Set<Follower>();
  let hostActs: ((act: HostAct) => void) | null = null;
  return {
    send(command, callId) {
      const told = [...followers].filter((follower) => follower.callId === callId);
      if (told.length === 0 && callId === null) unfollowed.push(command);
      for (const follower of told) {
        follower.waiting.push(command);
        follower.wake();
      }
    },

    act(act) {
      hostActs?.(act);
      return hostActs !== null;
    },
    onAct(act) {
      hostActs = act;
    },

    async *follow(signal, callId) {
      const follower: Follower = { callId, waiting: callId === null ? unfollowed : [], wake: () => {} };
      const leave = (): void => {
        followers.delete(follower);
        follower.wake();
      };
      if (signal.aborted) return;
      if (callId === null) unfollowed = [];
      followers.add(follower);
      signal.addEventListener('abort', leave);
      try {
        while (!signal.aborted) {
          const next = follower.waiting.shift();
          if (next === undefined) await new Promise<void>((resolve) => (follower.wake = resolve));
          else yield next;
        }
      } finally {
        signal.removeEventListener('abort', leave);
        leave();
      }
    },
  };
}
