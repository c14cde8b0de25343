/** One end of a pipe of encoded messages. What arrives before somebody listens is kept. */
export interface End {
  post(message: string): void;
  /** Closes the pipe: the other end hears of it after the messages that were posted before. */
  close(): void;
  /** Begins to hand out messages, later than now. */
  listen(listener: Listener): void;
}

export interface Listener {
  readonly message: (message: string) => void;
  readonly closed: () => void;
}

/** A pipe with two ends. It is the pipe that refers to its listeners; an end that nobody listens at keeps nobody alive. */
export function createPipe(): readonly [End, End] {
  const [toLeft, toRight] = [createQueue(), createQueue()];
  let isClosed = false;
  const end = (mine: Queue, theirs: Queue): End => ({
    post: (message) => {
      if (!isClosed) theirs.add((listener) => listener.message(message));
    },
    close: () => {
      if (isClosed) return;
      isClosed = true;
      for (const queue of [mine, theirs]) queue.add((listener) => listener.closed());
    },
    listen: (listener) => mine.drainTo(listener),
  });
  return [end(toLeft, toRight), end(toRight, toLeft)];
}

interface Queue {
  add(event: (listener: Listener) => void): void;
  drainTo(listener: Listener): void;
}

function createQueue(): Queue {
  let listener: Listener | null = null;
  const waiting: ((listener: Listener) => void)[] = [];
  const drain = (): void => {
    if (listener === null) return;
    for (const event of waiting.splice(0)) event(listener);
  };
  return {
    add(event) {
      waiting.push(event);
      setImmediate(drain);
    },
    drainTo(to) {
      listener = to;
      setImmediate(drain);
    },
  };
}
