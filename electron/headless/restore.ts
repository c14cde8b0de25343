import { restoreBackup } from '#core';
import { AppError } from '#shared/errors.ts';
import { createTexts } from '#shared/texts/index.ts';
import { restoredText } from '#shared/texts/restoredText.ts';

interface Flags {
  readonly latest: boolean;
  readonly empty: boolean;
  readonly data: string;
}

/** `earshot restore`: puts a backup in the place of the database, which is set aside, and says what became of each. */
export async function restore(file: string | undefined, { latest, empty, data }: Flags): Promise<void> {
  const wishes = [file !== undefined, latest, empty].filter(Boolean).length;
  if (wishes !== 1) throw new AppError('restore-failed', 'Name one: the file of a backup, --latest for the newest good one, or --empty to begin anew. Nothing was changed.');
  const from = file === undefined ? (latest ? 'latest' : 'empty') : { file };
  const restored = await restoreBackup({ dataDir: data, from, now: Date.now });
  process.stdout.write(`${restoredText(createTexts().getFixedT(null, 'health'), restored)}\n`);
}
