import type { DecidedCall, Notice } from './notices.ts';
import { levelOf } from './notices.ts';

/** What one rule that counts calls in a row has met on one line. */
export interface Incident {
  /** The latest ones in a row, while there are too few. */
  readonly row: readonly DecidedCall[];
  /** Whether there were enough of them, and it is not over. */
  readonly isOpen: boolean;
  readonly sinceMs: number;
  /** The latest one that made it go on. */
  readonly lastMs: number;
  readonly count: number;
  /** The latest of its calls, for whoever tells that it is over. */
  readonly last: DecidedCall | null;
}

const none: Incident = { row: [], isOpen: false, sinceMs: 0, lastMs: -Infinity, count: 0, last: null };

/** So long without enough of them in a row, and it is over. */
const overAfterMs = 5 * 60_000;
/** Begins it again within so long, it is the same one. */
const sameWithinMs = 30 * 60_000;

export type Met =
  | { readonly became: 'too-few' | 'part' }
  /** With the calls that led to it. */
  | { readonly became: 'open'; readonly notice: Notice };

/** What has an incident of its own. */
export function incidentKey({ ruleId, line }: Pick<DecidedCall, 'ruleId' | 'line'>): string {
  return JSON.stringify([ruleId, line]);
}

/** Takes the next call of the rule on its line, which needs `inARow` of them. */
export function meet(before: Incident = none, call: DecidedCall, inARow: number): { readonly incident: Incident; readonly met: Met } {
  const run = call.run ?? 1;
  if (before.isOpen) {
    const lastMs = run >= inARow ? call.atMs : before.lastMs;
    return { incident: { ...before, lastMs, count: before.count + 1, last: call }, met: { became: 'part' } };
  }
  const row = [...(run === 1 ? [] : before.row), call].slice(-inARow);
  if (run < inARow) return { incident: { ...before, row }, met: { became: 'too-few' } };
  const isSame = call.atMs - before.lastMs <= sameWithinMs;
  // After a start there are more of them than are known here.
  const count = Math.max(row.length, run) + (isSame ? before.count : 0);
  const sinceMs = isSame ? before.sinceMs : (row[0] ?? call).atMs;
  return {
    incident: { row: [], isOpen: true, sinceMs, lastMs: call.atMs, count, last: call },
    met: { became: 'open', notice: { about: 'incident', level: levelOf(row), calls: row, more: count - row.length, sinceMs, untilMs: call.atMs } },
  };
}

/** When an open incident is over unless it goes on. */
export function overAtMs({ isOpen, lastMs }: Incident): number | null {
  return isOpen ? lastMs + overAfterMs : null;
}

/** The end of an incident, and the notice of it. */
export function endIncident(open: Incident): { readonly incident: Incident; readonly notice: Notice | null } {
  const { last, count, sinceMs, lastMs } = open;
  return {
    incident: { ...open, isOpen: false, row: [] },
    notice: last === null ? null : { about: 'incident-over', level: 'normal', calls: [last], more: count - 1, sinceMs, untilMs: lastMs },
  };
}
