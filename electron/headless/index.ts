import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { runCommandLine } from './commandLine.ts';

// Bundled as out/main/headless.js: the threads lie beside it, the page and the samples above.
const here = import.meta.dirname;
const root = join(here, '..', '..');

process.exitCode = await runCommandLine(process.argv.slice(2), {
  threads: {
    write: new URL('./write.js', import.meta.url),
    derive: new URL('./derive.js', import.meta.url),
    read: new URL('./read.js', import.meta.url),
    peaks: new URL('./peaks.js', import.meta.url),
    timing: new URL('./timing.js', import.meta.url),
    backup: new URL('./backup.js', import.meta.url),
  },
  rendererDir: join(here, '..', 'renderer'),
  samplesDir: join(root, 'samples'),
  version: z.object({ version: z.string() }).parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))).version,
});
// Sockets that clients keep open must not keep the process.
process.exit();
