import type { Command } from '#shared/model/command.ts';

/** What the host asks of its page. */
export interface Commands {
  /** Goes to every page that follows, else waits for the next one that does. */
  send(command: Command): void;
  /** What nobody followed yet, then what comes, until `signal` aborts. */
  follow(signal: AbortSignal): AsyncGenerator<Command, void>;
}

interface Follower {
  readonly waiting: Command[];
  wake: () => void;
}

export function createCommands(): Commands {
  let unfollowed: Command[] = [];
  const followers = new Set<Follower>();
  return {
    send(command) {
      if (followers.size === 0) unfollowed.push(command);
      for (const follower of followers) {
        follower.waiting.push(command);
        follower.wake();
      }
    },

    async *follow(signal) {
      const follower: Follower = { waiting: unfollowed, wake: () => {} };
      const leave = (): void => {
        followers.delete(follower);
        follower.wake();
      };
      if (signal.aborted) return;
      unfollowed = [];
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
