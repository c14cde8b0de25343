/** How long what is under way may take to end. */
const patienceMs = 10_000;

/**
 * Rejects at the first failure that no part has caught, which is a fault of Earshot's own: to go on with a part that
 * stopped halfway would be worse than to begin anew. Whoever waits for this ends the host in order; what was acknowledged is
 * on the disk. Logged, because the log's files are what is looked at afterwards.
 */
export function unforeseen(log: { error(details: object, message: string): void }): Promise<never> {
  const failed = new Promise<never>((_resolve, reject) => {
    // Of promises too: without a handler of their own Node turns those into this.
    process.on('uncaughtException', (error) => {
      log.error({ err: error }, 'Earshot ends because of a failure that nothing in it foresaw');
      reject(error);
      setTimeout(() => process.exit(1), patienceMs).unref();
    });
  });
  // Nobody waits for it yet while the host starts.
  failed.catch(() => {});
  return failed;
}
