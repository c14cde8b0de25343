import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '#shared/errors.ts';

/** Where the recordings of Earshot's own samples seem to be: a reserved name that only Earshot's downloader knows. */
const shippedRecordings = 'https://samples.earshot.invalid';

export interface SampleCall {
  /** The folder that it was made from. */
  readonly sample: string;
  /** 19 digits, never used before. */
  readonly callId: string;
  /** What the platform would post: JSON. */
  readonly body: string;
}

interface SampleRequest {
  readonly samplesDir: string;
  /** A folder of `samplesDir`. */
  readonly sample: string;
  /** The call ends now. */
  readonly nowMs: number;
  /** 0 … 1. */
  readonly random: () => number;
  /** Address that serves `samplesDir`; without one the recordings come from the installed samples. */
  readonly base?: string;
}

/** The sample in `language` that the empty feed offers. */
export async function sampleOfLanguage(samplesDir: string, language: string): Promise<string> {
  const sample = (await listSamples(samplesDir)).find((name) => name.endsWith(`-${language}`));
  if (sample === undefined) throw missing(samplesDir);
  return sample;
}

/**
 * A call as the platform would push it, made from a sample: with an id of its own, ended now, and a number of its own.
 * @throws {AppError} `samples-missing` where the sample is not there.
 */
export async function makeSampleCall({ samplesDir, sample, nowMs, random, base = shippedRecordings }: SampleRequest): Promise<SampleCall> {
  const template = await readTemplate(samplesDir, sample);
  const callId = `2${String(nowMs).padStart(13, '0').slice(-13)}${digits(5, random)}`;
  const endTime = Math.floor(nowMs / 1000);
  const startTime = endTime - (Number(field(template, 'endTime')) - Number(field(template, 'startTime')));
  const isAnswered = sample !== unansweredSample;
  const changes: Record<string, string> = {
    callId: `"${callId}"`,
    startTime: String(startTime),
    endTime: String(endTime),
    calledPhoneNumber: `"${isAnswered ? `${text(template, 'calledPhoneNumber').slice(0, -3)}${digits(3, random)}` : pick(unansweredPhones, random)(random)}"`,
    ...(isAnswered ? {} : { resultStatus: `"${pickStatus(random)}"`, name: `"${pick(unansweredNames, random)}"`, policy: `"RV-${digits(5, random)}"` }),
  };
  // As text: parsed and written again, its Longs would lose digits.
  let body = template.replaceAll('{{recordings}}', base.replace(/\/+$/, ''));
  for (const [name, value] of Object.entries(changes)) body = body.replace(fieldPattern(name), (_, key: string) => key + value);
  return { sample, callId, body };
}

/** A sample for one call of a busy day: about a third with speech, the rest not answered. */
export function pickSample(random: () => number): string {
  return pickByWeight(mix, random);
}

const unansweredSample = 'unanswered';

const mix = { 'answered-en': 11, 'answered-zh': 9, 'answered-id': 8, 'handover-lost-es': 7, [unansweredSample]: 65 };

const unansweredStatuses = {
  NO_ANSWER: 44, BUSY: 14, POWER_OFF: 12, REFUSED: 9, CAN_NOT_CONNECT: 8, VACANT_NUMBER: 5, OUT_OF_SERVICE: 4, CALL_LOSS: 3, SYSTEM_ERROR: 1,
};

/** Ranges that no subscriber has (Ofcom's 07700 900, North America's 555-01), and ones that look like the samples'. */
const unansweredPhones: readonly ((random: () => number) => string)[] = [
  (random) => `447700900${digits(3, random)}`,
  (random) => `121255501${digits(2, random)}`,
  (random) => `5255550${digits(5, random)}`,
  (random) => `8613800${digits(6, random)}`,
  (random) => `6281230${digits(6, random)}`,
];

const unansweredNames = ['Mr Doyle', 'Ms Okafor', 'Mr Lindqvist', 'Ms Farrell', 'Sra. Quiroga', 'Sr. Beltrán', '王先生', '陈女士', 'Bapak Hartono', 'Ibu Lestari', 'Ms Novak', 'Mr Adeyemi'];

function pickStatus(random: () => number): string {
  return pickByWeight(unansweredStatuses, random);
}

function pickByWeight(weights: Readonly<Record<string, number>>, random: () => number): string {
  const entries = Object.entries(weights);
  let rest = random() * entries.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [name, weight] of entries) {
    rest -= weight;
    if (rest < 0) return name;
  }
  return entries.at(-1)?.[0] ?? '';
}

function pick<T>(choices: readonly T[], random: () => number): T {
  const choice = choices[Math.min(choices.length - 1, Math.floor(random() * choices.length))];
  if (choice === undefined) throw new RangeError('nothing to pick from');
  return choice;
}

function digits(count: number, random: () => number): string {
  return String(Math.min(10 ** count - 1, Math.floor(random() * 10 ** count))).padStart(count, '0');
}

/** A member of the template; its samples are written one member a line. */
function fieldPattern(name: string): RegExp {
  return new RegExp(`("${name}": )("[^"]*"|\\d+)`);
}

function field(template: string, name: string): string {
  return fieldPattern(name).exec(template)?.[2] ?? '';
}

function text(template: string, name: string): string {
  return field(template, name).replaceAll('"', '');
}

async function listSamples(samplesDir: string): Promise<string[]> {
  try {
    return await readdir(samplesDir);
  } catch (cause) {
    throw missing(samplesDir, cause);
  }
}

async function readTemplate(samplesDir: string, sample: string): Promise<string> {
  if (!(await listSamples(samplesDir)).includes(sample)) throw missing(join(samplesDir, sample));
  try {
    return await readFile(join(samplesDir, sample, 'push.json'), 'utf8');
  } catch (cause) {
    throw missing(join(samplesDir, sample), cause);
  }
}

function missing(path: string, cause?: unknown): AppError {
  return new AppError('samples-missing', `The sample calls that come with Earshot are not at ${path}. Install Earshot again, or start it from its own folder.`, { cause });
}
