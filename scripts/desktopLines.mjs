// `npm run test:desktop-lines`: runs the desktop host's specs on the double of Electron and tells what of electron/main and
// electron/preload none of them runs. Fails where a source does not say why: `// Not run by a spec: …` right above, or beside.
import { spawnSync } from 'node:child_process';
import { glob, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { mergeScriptCovs } from '@bcoe/v8-coverage';
import { convert } from 'ast-v8-to-istanbul';
import { parseAstAsync } from 'vite';
import { ensureBrowser } from './browser.mjs';
import { buildIfNeeded } from './build.mjs';
import { unrunCode } from './unrunCode.ts';

const root = path.join(import.meta.dirname, '..');
const bundles = ['out/main/index.js', 'out/preload/index.cjs'];

const kept = await mkdtemp(path.join(tmpdir(), 'earshot-lines-'));
try {
  const env = { ...process.env, EARSHOT_CHROMIUM: await ensureBrowser(), EARSHOT_TEST_RAN_CODE: kept };
  await buildIfNeeded({ say: console.error });
  const playwright = path.join(root, 'node_modules', '@playwright', 'test', 'cli.js');
  const { status } = spawnSync(process.execPath, [playwright, 'test', '--project=desktop', ...process.argv.slice(2)], { cwd: root, stdio: 'inherit', env });
  if (status !== 0) throw new Error('The specs failed, so what they run was not looked at.');
  process.exitCode = (await report()) ? 0 : 1;
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await rm(kept, { recursive: true, force: true });
}

/** Prints what did not run; whether each of it has its reason. */
async function report() {
  const ran = await coverageOfSources();
  let explained = 0;
  let isGood = true;
  const complain = (place, words) => {
    isGood = false;
    console.error(`${place}  ${words}`);
  };
  console.log('\nWhat no spec of the desktop host runs:');
  for (const file of (await Array.fromAsync(glob('electron/{main,preload}/**/*.ts', { cwd: root }))).toSorted()) {
    const coverage = ran[path.join(root, file)];
    if (coverage === undefined) {
      complain(file, 'is in no bundle that a spec runs');
      continue;
    }
    const { unrun, contradicted } = unrunCode(await readFile(path.join(root, file), 'utf8'), coverage);
    for (const { line, code, reason } of unrun) {
      if (reason === null) complain(`${file}:${line}`, `does not say why no spec runs it: ${code}`);
      else {
        explained += 1;
        console.log(`${file}:${line}  ${code}\n    ${reason}`);
      }
    }
    for (const line of contradicted) complain(`${file}:${line}`, 'says that no spec runs what one does');
  }
  if (isGood) console.log(`${explained === 0 ? 'Nothing' : 'Nothing else'}: every other line, function and branch runs.`);
  return isGood;
}

/** Istanbul's coverage by source file, of all processes together. */
async function coverageOfSources() {
  const byUrl = new Map(bundles.map((bundle) => [pathToFileURL(path.join(root, bundle)).href, []]));
  for (const name of await readdir(kept)) {
    // Where a process was killed while it wrote, there is half a file.
    const { result = [] } = await readFile(path.join(kept, name), 'utf8').then(JSON.parse).catch(() => ({}));
    for (const script of result) byUrl.get(script.url)?.push(script);
  }
  const converted = await Promise.all(Array.from(byUrl, async ([url, scripts], index) => {
    if (scripts.length === 0) throw new Error(`No spec ran ${bundles[index]}.`);
    const code = await readFile(new URL(url), 'utf8');
    const sourceMap = JSON.parse(await readFile(new URL(`${url}.map`), 'utf8'));
    return convert({ code, sourceMap, ast: parseAstAsync(code), coverage: { ...mergeScriptCovs(scripts), url } });
  }));
  return Object.assign({}, ...converted);
}
