interface Deps {
  /** When the next follow-up is due that nobody was reminded of; null where there is none. */
  readonly nextAtMs: () => number | null;
  /** Tells of all that are due as one; resolves to how many these were. */
  readonly remind: () => Promise<number>;
  /** Whether nobody is to be told of anything now: what is due waits, and is told of as one afterwards. */
  readonly isQuiet: () => boolean;
  /** Told once some were told of. */
  readonly onChange: () => void;
  readonly now: () => number;
  /** Runs `act` after so many ms of the computer being awake; returns the way to take that back. */
  readonly after?: (act: () => void, ms: number) => () => void;
  readonly log: { warn(details: object, message: string): void };
}

/** Reminds of follow-ups when they are due: each once, and at once of what became due while Earshot was closed. */
export interface Reminders {
  /** Looks at what is due, as at the start and after every change. */
  wake(): void;
  close(): void;
}

/** Timers stand still while a computer sleeps, and quiet hours end by themselves: after so long at the most, the clock is looked at again. */
const longestWaitMs = 15_000;

export function createReminders({ nextAtMs, remind, isQuiet, onChange, now, after = withTimeout, log }: Deps): Reminders {
  let cancel: (() => void) | null = null;
  let isReminding = false;
  let isClosed = false;

  async function remindAll(): Promise<void> {
    isReminding = true;
    try {
      if ((await remind()) > 0) onChange();
    } catch (error) {
      log.warn({ err: error }, 'Nobody could be reminded of a follow-up; it is tried again');
    } finally {
      isReminding = false;
    }
  }

  /** The database may be one that cannot be read just now. */
  function nextDue(): number | null {
    try {
      return nextAtMs();
    } catch (error) {
      log.warn({ err: error }, 'Follow-ups could not be read; it is tried again');
      return null;
    }
  }

  async function look(): Promise<void> {
    const next = nextDue();
    if (next !== null && next <= now() && !isQuiet()) await remindAll();
    if (isClosed) return;
    cancel?.();
    const waitMs = (nextDue() ?? Infinity) - now();
    cancel = after(() => void look(), waitMs > 0 ? Math.min(longestWaitMs, waitMs) : longestWaitMs);
  }

  return {
    wake() {
      if (!isReminding && !isClosed) void look();
    },
    close() {
      isClosed = true;
      cancel?.();
    },
  };
}

function withTimeout(act: () => void, ms: number): () => void {
  const timer = setTimeout(act, ms);
  return () => clearTimeout(timer);
}
