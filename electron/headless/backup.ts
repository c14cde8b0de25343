import { makeBackup } from '#core';

interface Flags {
  readonly to?: string;
  readonly data: string;
}

/** `earshot backup`: copies the database, also while Earshot runs, and says what is in the copy. */
export async function backup({ to, data }: Flags): Promise<void> {
  const showsProgress = process.stderr.isTTY;
  const { path, facts } = await makeBackup({
    dataDir: data,
    to: to ?? null,
    nowMs: Date.now(),
    onProgress(done) {
      if (showsProgress) process.stderr.write(`\r${String(Math.round(done * 100)).padStart(3)} %`);
    },
  });
  if (showsProgress) process.stderr.write('\r');
  process.stdout.write(`Made and read through: ${path}, with ${facts.pushes ?? 0} pushes and ${facts.calls ?? 0} calls.\n`);
}
