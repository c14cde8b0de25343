/*
 * npm run test:mutants [-- --workers 2] [-- words of a fault's name …]: shows that the specs of the desktop host catch
 * known mistakes in electron/main, electron/preload and what they stand on. Each is made in a copy of the project, which
 * is built, and specs are run through the double of Electron until one fails; first the one that is known to catch it.
 */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { specOf } from './fault.ts';
import type { Fault } from './fault.ts';
import { faults } from './faults.ts';
import { buildFaultless, tryFault } from './mutant.ts';
import type { Faultless, Outcome } from './mutant.ts';
import { copyProject } from './project.ts';
import { runSpecs } from './specs.ts';
import { unseenFaults } from './unseenFaults.ts';

/** Specs of the double itself run an app of their own, in which there are no faults. */
const notOfEarshot = new Set(['double.spec.ts']);

const root = join(import.meta.dirname, '..', '..');
const { values, positionals } = parseArgs({ options: { workers: { type: 'string', default: '2' } }, allowPositionals: true });
const workers = Math.max(1, Number(values.workers) || 1);
const words = positionals.join(' ').toLowerCase();
const chosen = [...faults, ...unseenFaults].filter(({ name }) => name.toLowerCase().includes(words));
const specFiles = (await readdir(join(root, 'test', 'electron'))).filter((file) => file.endsWith('.spec.ts') && !notOfEarshot.has(file));

const ending = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => ending.abort(new Error(`Ended by ${signal}.`)));
const startedAtMs = Date.now();
await using copies = new AsyncDisposableStack();
try {
  if (chosen.length === 0) throw new Error(`No fault's name has “${words}” in it.`);
  const built: Faultless[] = [];
  while (built.length < Math.min(workers, chosen.length)) {
    const copy = await copyProject(root);
    copies.defer(() => copy.remove());
    built.push(await buildFaultless(copy.dir, ending.signal));
  }
  await passWithoutFault(built[0]?.dir ?? root);
  const outcomes = await tryAll(built);
  const caught = outcomes.filter(({ kind }) => kind === 'caught').length;
  console.log(`\n${chosen.length} faults, ${caught} caught (${secondsSince(startedAtMs)} s)`);
  process.exitCode = caught === chosen.length ? 0 : 1;
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}

/** A spec that fails anyway would catch everything. */
async function passWithoutFault(dir: string): Promise<void> {
  const beganAtMs = Date.now();
  // For a choice of faults, only what is to catch them.
  const files = words === '' ? specFiles : [...new Set(chosen.map((fault) => specOf(fault).file))];
  const { passed, failed, errors } = await runSpecs(dir, { files, workers }, ending.signal);
  if (failed.length + errors.length > 0 || passed === 0) throw new Error(`Without a fault every spec has to pass; these did not, and no fault was tried.\n  ${[...failed, ...errors].join('\n  ')}`);
  console.log(`Without a fault ${passed} specs passed (${secondsSince(beganAtMs)} s).\n`);
}

/** Each copy takes the next fault as soon as it is done with one. */
async function tryAll(built: readonly Faultless[]): Promise<Outcome[]> {
  const waiting = [...chosen];
  const outcomes: Outcome[] = [];
  const takeNext = async (copy: Faultless): Promise<void> => {
    for (let fault = waiting.shift(); fault !== undefined; fault = waiting.shift()) {
      const beganAtMs = Date.now();
      const outcome = await tryFault(copy, fault, specFiles, ending.signal);
      outcomes.push(outcome);
      console.log(`${lineOf(fault, outcome)} (${secondsSince(beganAtMs)} s)`);
    }
  };
  await Promise.all(built.map(takeNext));
  return outcomes;
}

function lineOf({ name, caughtBy }: Fault, outcome: Outcome): string {
  if (outcome.kind === 'survived') return `SURVIVED  ${name}${outcome.wavered.length === 0 ? '' : ` — though it failed once: ${outcome.wavered.join('; ')}`}`;
  if (outcome.kind === 'invalid') return `INVALID   ${name} — ${outcome.because}`;
  const { file, title } = specOf({ caughtBy });
  const isTheNamed = outcome.by.startsWith(`${file}: `) && outcome.by.includes(title);
  return `caught    ${name} — ${outcome.by}${isTheNamed ? '' : ' (not by the spec that is named)'}`;
}

function secondsSince(ms: number): string {
  return ((Date.now() - ms) / 1000).toFixed(0);
}
