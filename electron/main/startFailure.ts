import { app, dialog } from 'electron';
import type { i18n } from 'i18next';
import { AppError } from '#shared/errors.ts';

/** Tells in words why Earshot cannot start, on the screen and to whoever started it, and ends the process as failed. */
export function failToStart(texts: i18n, error: unknown): void {
  const t = texts.getFixedT(null, 'desktop');
  // What is no AppError nobody has foreseen.
  const sentence = error instanceof AppError ? error.message : t('failure.unknown', { message: String(error) });
  process.stderr.write(`${sentence}\n`);
  // scripts/start.mjs waits for this line: another host would meet the same obstacle.
  process.stdout.write('earshot: cannot start\n');
  dialog.showErrorBox(t('failure.start'), sentence);
  app.exit(1);
}
