import { mostDriftExamples } from '#shared/model/drift.ts';
import type { Drift, DriftNote, DriftSign } from '#shared/model/drift.ts';

/** What was found odd in the records of one transaction, counted by name: it is written once, however often a new field comes. */
export interface DriftNotes {
  readonly add: (signs: readonly DriftSign[], from: { readonly pushId: number; readonly callId: string | null; readonly atMs: number }) => void;
  readonly all: () => readonly DriftNote[];
}

export function createDriftNotes(): DriftNotes {
  const notes = new Map<string, { note: DriftNote; readonly examples: Drift['examples'] }>();
  return {
    add(signs, { pushId, callId, atMs }) {
      for (const { kind, name, example } of signs) {
        const key = `${kind} ${name}`;
        const known = notes.get(key);
        if (known === undefined) {
          const examples = [{ value: example, pushId, callId }];
          notes.set(key, { examples, note: { kind, name, firstSeenAtMs: atMs, lastSeenAtMs: atMs, count: 1, examples } });
          continue;
        }
        const { note, examples } = known;
        if (examples.length < mostDriftExamples && examples.every(({ value }) => value !== example)) examples.push({ value: example, pushId, callId });
        known.note = { ...note, count: note.count + 1, lastSeenAtMs: Math.max(note.lastSeenAtMs, atMs) };
      }
    },
    all: () => [...notes.values()].map(({ note }) => note),
  };
}
