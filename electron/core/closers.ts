/** What has been opened so far, to be closed in reverse order, whatever fails on the way. */
export function createClosers() {
  const closers: (() => void | Promise<void>)[] = [];
  return {
    add(close: () => void | Promise<void>): void {
      closers.push(close);
    },
    /** Closes everything once; the first failure is thrown after the last one was closed. */
    async closeAll(): Promise<void> {
      const failures: unknown[] = [];
      for (let close = closers.pop(); close !== undefined; close = closers.pop()) {
        try {
          await close();
        } catch (error) {
          failures.push(error);
        }
      }
      if (failures.length > 0) throw failures[0];
    },
  };
}
