import { basename } from 'node:path';
import { z } from 'zod';
import { runIn } from './project.ts';

/** What came of a run of specs. */
export interface SpecRun {
  readonly passed: number;
  /** Each as `file: title`. */
  readonly failed: readonly string[];
  /** Those that failed and then passed. */
  readonly wavered: readonly string[];
  /** Why specs could not be run at all. */
  readonly errors: readonly string[];
}

export interface SpecsWanted {
  /** Files in test/electron. */
  readonly files: readonly string[];
  /** Only those whose title has this in it. */
  readonly title?: string;
  readonly workers: number;
  /** Ends with the first that fails; one that fails is tried once more, and has failed where it does so again. */
  readonly untilOneFails?: boolean;
}

/** Runs specs of the desktop host in a copy that is built. */
export async function runSpecs(dir: string, { files, title, workers, untilOneFails = false }: SpecsWanted, signal: AbortSignal): Promise<SpecRun> {
  const args = [
    'node_modules/@playwright/test/cli.js', 'test', '--project=desktop', '--reporter=json', `--workers=${workers}`,
    ...(untilOneFails ? ['--max-failures=1', '--retries=1'] : []),
    ...(title === undefined ? [] : ['--grep', patternOf(title)]),
    ...files.map((file) => String.raw`[\\/]${patternOf(file)}$`),
  ];
  const { stdout, stderr } = await runIn(dir, args, signal);
  if (!stdout.startsWith('{')) return { passed: 0, failed: [], wavered: [], errors: [`Playwright reported nothing: ${stderr || stdout}`] };
  return readReport(JSON.parse(stdout));
}

function patternOf(text: string): string {
  return text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);
}

const suiteSchema = z.object({
  specs: z.array(z.object({ title: z.string(), file: z.string(), tests: z.array(z.object({ status: z.enum(['skipped', 'expected', 'unexpected', 'flaky']) })) })),
  get suites() {
    return z.array(suiteSchema).optional();
  },
});
const reportSchema = z.object({ suites: z.array(suiteSchema), errors: z.array(z.object({ message: z.string().optional() })) });

/** Reads what Playwright's reporter `json` writes. */
export function readReport(report: unknown): SpecRun {
  const { suites, errors } = reportSchema.parse(report);
  const specs = suites.flatMap(specsIn);
  const having = (status: string): string[] => specs.filter(({ tests }) => tests.some((test) => test.status === status)).map(({ file, title }) => `${basename(file)}: ${title}`);
  return { passed: having('expected').length, failed: having('unexpected'), wavered: having('flaky'), errors: errors.map(({ message = 'an error without words' }) => message) };
}

function specsIn({ specs, suites = [] }: z.infer<typeof suiteSchema>): z.infer<typeof suiteSchema>['specs'] {
  return [...specs, ...suites.flatMap(specsIn)];
}
