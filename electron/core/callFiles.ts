import { readFile } from 'node:fs/promises';
import { systemCodeOf } from '#shared/errors.ts';
import type { CallDetail } from '#shared/model/call.ts';
import { recordingKinds, type RecordingKind, type SoundForm } from '#shared/model/recording.ts';
import { meaningOfStatus, type StatusOverrides } from '#shared/model/statuses.ts';
import { createTexts, statusWord } from '#shared/texts/index.ts';
import type { MadeOutcome, Recordings, TakenFile } from './recordings/index.ts';
import type { StoredRecording } from './store/index.ts';

/** `not-found`: there is no such call. `no-sound`: its recording is not here. For the others see `MadeOutcome`. */
type FileOutcome = MadeOutcome | { readonly ok: false; readonly reason: 'not-found' | 'no-sound' };

export interface ClipWanted {
  readonly callId: string;
  /** Undefined: what is heard by itself. */
  readonly kind?: RecordingKind | undefined;
  readonly from: number;
  readonly to: number;
  readonly format: 'wav' | 'mp3';
}

/** A kept sound, for a host to serve. */
export interface SoundToServe {
  readonly path: string;
  readonly bytes: number;
  readonly contentType: string;
  /** What it is called where it is saved. */
  readonly name: string;
}

/** What there is of calls as files: sounds, peaks, clips, and whole calls. */
export interface CallFiles {
  /** A kept sound in the form that Chromium plays, or as it came; null while there is none. */
  recordingFile(callId: string, kind: RecordingKind, form: SoundForm): Promise<SoundToServe | null>;
  /** A kept sound's peaks as audiowaveform's `.dat`, or null while there are none. */
  peaks(callId: string, kind: RecordingKind): Promise<Uint8Array | null>;
  clip(wanted: ClipWanted): Promise<FileOutcome>;
  evidence(callId: string): Promise<FileOutcome>;
  /** A clip or a call's page that was made, once; null where there is none of this id any more. */
  take(id: string): TakenFile | null;
}

interface Deps {
  readonly recordings: Pick<Recordings, 'made' | 'openFile' | 'lost' | 'shown' | 'peaksPath'>;
  readonly reader: {
    getCall(callId: string): Promise<Omit<CallDetail, 'statusGroup'> | null>;
    getRecording(callId: string, kind: RecordingKind): Promise<StoredRecording | null>;
  };
  readonly statuses: () => StatusOverrides;
  readonly version: string;
  readonly now: () => number;
}

const contentTypes = { wav: 'audio/wav', mp3: 'audio/mpeg', html: 'text/html; charset=utf-8' } as const;
/** Of a call's id in a file's name: some systems take no longer names. */
const longestId = 80;

export function createCallFiles({ recordings, reader, statuses, version, now }: Deps): CallFiles {
  const { t } = createTexts();
  const kept = async (callId: string, kind: RecordingKind): Promise<(StoredRecording & { readonly file: string }) | null> => {
    const recording = await reader.getRecording(callId, kind);
    return recording === null || recording.file === null ? null : { ...recording, file: recording.file };
  };
  const open = async (callId: string, kind: RecordingKind, file: string, form: StoredRecording['form']) => {
    const sound = await recordings.openFile(file, form);
    if (sound === null) await recordings.lost(callId, kind, file);
    return sound;
  };
  /** The kept sound as it came, and the one beside it; null where it is not here. */
  const soundOf = async (callId: string, kind: RecordingKind) => {
    const recording = await kept(callId, kind);
    const original = recording && (await open(callId, kind, recording.file, 'original'));
    if (recording === null || original === null) return null;
    const beside = recording.form === 'beside' ? await recordings.openFile(recording.file, 'beside') : null;
    return { kind, path: original.path, besidePath: beside === null || beside.path === original.path ? null : beside.path, contentType: original.contentType };
  };

  return {
    async recordingFile(callId, kind, form) {
      const recording = await kept(callId, kind);
      const sound = recording && (await open(callId, kind, recording.file, form === 'original' ? 'original' : recording.form));
      return sound && { ...sound, name: plain(`${callId}-${kind}${sound.extension}`) };
    },
    async peaks(callId, kind) {
      const recording = await kept(callId, kind);
      if (recording === null) return null;
      try {
        return await readFile(recordings.peaksPath(recording.file));
      } catch (error) {
        if (systemCodeOf(error) === 'ENOENT') return null;
        throw error;
      }
    },

    async clip({ callId, kind, from, to, format }) {
      if (to <= from) return { ok: false, reason: 'empty' };
      const wanted = kind === undefined ? recordingKinds : [kind];
      for (const kind of wanted) {
        const sound = await soundOf(callId, kind);
        if (sound === null) continue;
        const name = plain(`${callId.slice(0, longestId)}-${kind}-${momentName(from)}-${momentName(to)}.${format}`);
        return recordings.made.clip({ path: sound.path, startMs: from, endMs: to, format }, { name, contentType: contentTypes[format] });
      }
      return { ok: false, reason: (await reader.getCall(callId)) === null ? 'not-found' : 'no-sound' };
    },

    async evidence(callId) {
      const stored = await reader.getCall(callId);
      if (stored === null) return { ok: false, reason: 'not-found' };
      const meaning = meaningOfStatus(stored.status, statuses());
      const call = { ...stored, statusGroup: meaning.group, recordings: stored.recordings.map((recording) => recordings.shown(callId, recording)) };
      const sounds = await Promise.all(recordingKinds.map((kind) => soundOf(callId, kind)));
      const day = new Date(stored.startedAtMs ?? stored.receivedAtMs).toISOString().slice(0, 10);
      return recordings.made.evidence(
        {
          call,
          result: statusWord(t, stored.status, meaning),
          notes: notesText(stored.review),
          sounds: sounds.filter((sound) => sound !== null),
          madeAtMs: now(),
          version,
        },
        { name: plain(`${callId.slice(0, longestId)}-${day}.html`), contentType: contentTypes.html },
      );
    },

    take: (id) => recordings.made.take(id),
  };
}

/** Each on a line, with its moment where it has one; null for none. */
function notesText({ notes }: CallDetail['review']): string | null {
  if (notes.length === 0) return null;
  return notes.map(({ momentMs, text }) => (momentMs === null ? text : `${String(Math.floor(momentMs / 60_000))}:${String(Math.floor(momentMs / 1000) % 60).padStart(2, '0')} ${text}`)).join('\n');
}

/** A name that every system takes. */
function plain(name: string): string {
  return name.replaceAll(/[^\w.+-]/g, '_');
}

/** `0m05.742s`: sorts and is read on every system. */
function momentName(ms: number): string {
  const whole = Math.round(ms);
  return `${String(Math.floor(whole / 60_000))}m${String(Math.floor(whole / 1000) % 60).padStart(2, '0')}.${String(whole % 1000).padStart(3, '0')}s`;
}
