import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { AppError, messageOf, systemCodeOf } from '#shared/errors.ts';
import { isSection } from './layers.ts';
import type { Sections } from './layers.ts';

/** settings.json as it stands, or null where there is none; throws `settings-invalid` where it is no JSON object. */
export function readSettingsFile(file: string): Sections | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    if (systemCodeOf(cause) === 'ENOENT') return null;
    throw new AppError('settings-invalid', `Earshot cannot read ${file} (${messageOf(cause)}). Make it readable and start Earshot again.`, { cause });
  }
  let value: unknown;
  try {
    // Editors on Windows begin a file with a byte order mark.
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new AppError(
      'settings-invalid',
      `${file} is not JSON: ${withoutExcerpt(messageOf(cause))}. Mend the file, or move it away to start with default settings and new keys.`,
      { cause },
    );
  }
  if (!isSection(value)) throw new AppError('settings-invalid', `${file} must hold an object in braces. Mend the file and start Earshot again.`);
  return value;
}

/** Node's words about broken JSON without the piece of it that they may quote: the file holds keys, and errors are shown around. */
function withoutExcerpt(message: string): string {
  return message.replace(/, (?:\.\.\.)?".*"(?:\.\.\.)? is not valid JSON$/s, '');
}

/** Replaces the file in one step, readable by its owner only: it holds the keys. A crash leaves the old or the new one. */
export function writeSettingsFile(file: string, sections: Sections): void {
  const next = `${file}.new`;
  const handle = openSync(next, 'w', 0o600);
  try {
    writeSync(handle, `${JSON.stringify(sections, null, 2)}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(next, file);
}
