// The command line on the built app: builds it if needed, then runs the command in this process.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildIfNeeded } from './build.mjs';

try {
  await buildIfNeeded({ say: console.error });
  await import(pathToFileURL(path.join(import.meta.dirname, '..', 'out', 'main', 'headless.js')).href);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
