import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Stands for the samples that come with Earshot; a reserved name (RFC 2606) that no resolver knows. */
const samplesHost = 'samples.earshot.invalid';

/**
 * The shipped file that `url` names (`https://samples.earshot.invalid/<sample>/<file>`), as a stream; `missing` where
 * there is none, null where `url` names another host. The names are looked up in what the folders list, so that no path
 * leads elsewhere.
 */
export async function openSampleFile(url: string, samplesDir: string): Promise<AsyncIterable<Buffer> | 'missing' | null> {
  const address = URL.parse(url);
  if (address === null || address.hostname !== samplesHost) return null;
  const [, sample = '', file = '', ...rest] = address.pathname.split('/');
  const isThere = rest.length === 0 && (await list(samplesDir)).includes(sample) && (await list(join(samplesDir, sample))).includes(file);
  return isThere ? createReadStream(join(samplesDir, sample, file)) : 'missing';
}

async function list(dir: string): Promise<string[]> {
  try {
    return await readdir(dir);
  } catch {
    return [];
  }
}
