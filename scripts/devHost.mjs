// The headless host straight from its sources, for scripts/dev.mjs.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { runCommandLine } from '../electron/headless/commandLine.ts';

const root = path.join(import.meta.dirname, '..');
const thread = (name) => new URL(`../electron/core/threads/${name}.ts`, import.meta.url);

process.exitCode = await runCommandLine(process.argv.slice(2), {
  threads: { write: thread('write'), derive: thread('derive'), read: thread('read'), peaks: thread('peaks'), timing: thread('timing'), backup: thread('backup') },
  // The page comes from the development server.
  rendererDir: path.join(root, 'renderer'),
  samplesDir: path.join(root, 'samples'),
  version: JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).version,
});
process.exit();
