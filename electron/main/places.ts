import { join } from 'node:path';
import type { CoreOptions } from '#core';

// Bundled as out/main/index.js, also inside app.asar: the threads lie beside it, preload and page above, the samples above these.
const out = join(import.meta.dirname, '..');

/** Where the parts of the built app lie. */
export const places = {
  threads: {
    write: new URL('./write.js', import.meta.url),
    derive: new URL('./derive.js', import.meta.url),
    read: new URL('./read.js', import.meta.url),
    peaks: new URL('./peaks.js', import.meta.url),
    timing: new URL('./timing.js', import.meta.url),
    backup: new URL('./backup.js', import.meta.url),
  },
  samplesDir: join(out, '..', 'samples'),
  /** The headless host, for whoever starts the app with a command. */
  headless: new URL('./headless.js', import.meta.url),
  preload: join(out, 'preload', 'index.cjs'),
  page: join(out, 'renderer'),
} satisfies Pick<CoreOptions, 'threads' | 'samplesDir'> & { readonly headless: URL; readonly preload: string; readonly page: string };
