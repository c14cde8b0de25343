import { makeBackup } from '#core';
import { createTexts } from '#shared/texts/index.ts';
import { madeText } from '#shared/texts/restoredText.ts';

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
  process.stdout.write(`${madeText(createTexts().getFixedT(null, 'health'), path, facts)}\n`);
}
