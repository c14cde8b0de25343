import type { Recording, RecordingKind } from '#shared/model/recording.ts';

/** A recording of a call. */
export interface RecordingName {
  readonly callId: string;
  readonly kind: RecordingKind;
}

interface Download extends RecordingName {
  receivedBytes: number;
  totalBytes: number | null;
  /** Number of the change that was told last. */
  change: number;
  isNews: boolean;
}

/** How far the downloads under way are; kept in memory only. */
export interface Progress {
  begin(name: RecordingName): void;
  set(name: RecordingName, receivedBytes: number, totalBytes: number | null): void;
  end(name: RecordingName): void;
  /** The recording with how far it is, where it is being downloaded. */
  shown<Shown extends Recording>(callId: string, recording: Shown): Shown;
  /** Number of the latest change. */
  latest(): number;
  /** Which are further than they were at a change. */
  since(change: number): RecordingName[];
  close(): void;
}

/** Nobody sees more. */
const tellEveryMs = 500;

function keyOf({ callId, kind }: RecordingName): string {
  return `${kind} ${callId}`;
}

/** `onChange` is called twice a second at most. */
export function createProgress(onChange: () => void): Progress {
  const downloads = new Map<string, Download>();
  let latest = 0;
  let timer: NodeJS.Timeout | undefined;

  function tell(): void {
    timer = undefined;
    latest += 1;
    for (const download of downloads.values()) {
      if (download.isNews) Object.assign(download, { isNews: false, change: latest });
    }
    onChange();
  }

  return {
    begin: (name) => void downloads.set(keyOf(name), { ...name, receivedBytes: 0, totalBytes: null, change: 0, isNews: false }),
    set(name, receivedBytes, totalBytes) {
      const download = downloads.get(keyOf(name));
      if (download === undefined) return;
      Object.assign(download, { receivedBytes, totalBytes, isNews: true });
      timer ??= setTimeout(tell, tellEveryMs);
    },
    end: (name) => void downloads.delete(keyOf(name)),
    shown(callId, recording) {
      const download = recording.state === 'downloading' ? downloads.get(keyOf({ callId, kind: recording.kind })) : undefined;
      return download === undefined ? recording : { ...recording, receivedBytes: download.receivedBytes, totalBytes: download.totalBytes };
    },
    latest: () => latest,
    since: (change) => [...downloads.values()].filter((download) => download.change > change).map(({ callId, kind }) => ({ callId, kind })),
    close: () => clearTimeout(timer),
  };
}
