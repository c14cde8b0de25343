import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { parseExactJson } from '#shared/model/exactJson.ts';
import { isJsonMap, type JsonMap, type JsonValue } from '#shared/model/json.ts';
import { readPush } from '#shared/model/pushedBody.ts';
import { parsePushedCall } from '#shared/model/pushedCall.ts';
import type { PushedUtterance } from '#shared/model/utterance.ts';

/** A call whose truth is known. */
export interface TimedSample {
  /** Below the folder that was looked through. */
  readonly name: string;
  readonly composite: string;
  readonly customer: string;
  readonly utterances: readonly PushedUtterance[];
  /** When each was really spoken; `never` where the truth names it without times, null where it does not say. */
  readonly truth: readonly (Spoken | 'never' | null)[];
  /** What the call was made of, where it says so. */
  readonly recipe: JsonMap | null;
  /** Nobody can tell the times from these recordings, and nobody should. */
  readonly isUnsolvable: boolean;
}

export interface Spoken {
  readonly startMs: number;
  readonly endMs: number;
}

/** All samples below `folder`: whatever has a push.json and a truth.json beside each other. */
export function findSamples(folder: string): TimedSample[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.name === 'push.json' && existsSync(join(entry.parentPath, 'truth.json')))
    .map((entry) => readSample(entry.parentPath, relative(folder, entry.parentPath) || basename(folder)))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function readSample(dir: string, name: string): TimedSample {
  const item = readPush(parseExactJson(readFileSync(join(dir, 'push.json'), 'utf8'))).find(({ kind }) => kind === 'record');
  if (item?.kind !== 'record') throw new Error(`${name}: push.json holds no call.`);
  const { utterances, urls } = parsePushedCall(item.record, { timeZone: 'UTC' });
  const truth = readJson(join(dir, 'truth.json'));
  const fields = isJsonMap(truth) ? truth : {};
  return {
    name, utterances,
    composite: soundAt(dir, urls.composite, /^(?:ai_user|full|composite|mix|stereo|call)/i),
    customer: soundAt(dir, urls.customer, /^(?:user|customer|caller|person)/i),
    truth: matched(utterances, turnsOf(truth)),
    recipe: isJsonMap(fields['recipe']) ? fields['recipe'] : null,
    isUnsolvable: isUnknown(fields['expected'] ?? fields['expect'] ?? fields['verdict'] ?? fields['timing']) || fields['solvable'] === false || fields['unsolvable'] === true,
  };
}

function readJson(path: string): JsonValue {
  return JSON.parse(readFileSync(path, 'utf8')) as JsonValue;
}

function isUnknown(value: JsonValue | undefined): boolean {
  return value === 'unknown' || value === 'unsolvable' || (isJsonMap(value) && value['state'] === 'unknown');
}

/** By the address, whose base may be the samples' folder, the sample's own, or one further up; else by the usual name. */
function soundAt(dir: string, url: string | null, usual: RegExp): string {
  const path = (url ?? '').replace(/^\{\{recordings\}\}/, '').replace(/^[a-z]+:\/\/[^/]*/i, '').replace(/[?#].*$/, '');
  for (const base of [dirname(dir), dir, dirname(dirname(dir))]) if (path !== '' && existsSync(join(base, path))) return join(base, path);
  if (path !== '' && existsSync(join(dir, basename(path)))) return join(dir, basename(path));
  const named = readdirSync(dir).find((file) => usual.test(file) && !/\.(?:dat|json|md|txt|py|sh|ts|mjs)$/i.test(file));
  if (named === undefined) throw new Error(`${dir}: there is no recording ${url ?? 'like ' + String(usual)}.`);
  return join(dir, named);
}

interface Turn {
  readonly speaker: PushedUtterance['speaker'];
  readonly spoken: Spoken | 'never' | null;
}

function turnsOf(truth: JsonValue): Turn[] {
  const list = Array.isArray(truth) ? truth : isJsonMap(truth) ? ['turns', 'sentences', 'utterances', 'callDetailList'].map((key) => truth[key]).find(Array.isArray) : undefined;
  return (list ?? []).filter(isJsonMap).map((turn) => ({ speaker: speakerOf(turn), spoken: spokenOf(turn) }));
}

function speakerOf(turn: JsonMap): Turn['speaker'] {
  const words = JSON.stringify(turn['type'] ?? turn['speaker'] ?? turn['role'] ?? '').toLowerCase();
  return /robot|ai|agent|bot/.test(words) ? 'robot' : /person|customer|user|human|caller/.test(words) ? 'customer' : 'unknown';
}

function spokenOf(turn: JsonMap): Turn['spoken'] {
  const number = (...names: string[]): number | null => {
    const value = names.map((name) => turn[name]).find((one) => typeof one === 'number');
    return typeof value === 'number' ? value : null;
  };
  const startMs = number('startMs', 'start_ms', 'startOffset', 'start');
  const endMs = number('endMs', 'end_ms', 'endOffset', 'end');
  if (startMs === null && endMs === null) return 'never';
  return startMs === null || endMs === null ? null : { startMs, endMs };
}

/** Turn by turn where there are as many, else speaker by speaker. */
function matched(utterances: readonly PushedUtterance[], turns: readonly Turn[]): Turn['spoken'][] {
  if (utterances.length === turns.length && utterances.every(({ speaker }, at) => speaker === turns[at]?.speaker)) return turns.map(({ spoken }) => spoken);
  const left = { robot: turns.filter(({ speaker }) => speaker === 'robot'), customer: turns.filter(({ speaker }) => speaker === 'customer'), unknown: [] };
  return utterances.map(({ speaker }) => left[speaker].shift()?.spoken ?? null);
}
