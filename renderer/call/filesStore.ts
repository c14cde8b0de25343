import { ORPCError } from '@orpc/client';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppClient } from '#renderer/app/client.ts';
import type { SavedClip } from '#renderer/player/index.ts';
import type { MadeFile } from '#shared/contract/files.ts';
import type { call as texts } from '#shared/texts/en/call.ts';

/** Why no file came of it. */
type FileFailure = keyof typeof texts.file.failed;

/** `making` is shown only where it takes a while. */
type FilesState =
  | { readonly state: 'idle' }
  | { readonly state: 'making'; readonly isSlow: boolean }
  | { readonly state: 'saved'; readonly name: string }
  | { readonly state: 'failed'; readonly why: FileFailure };

/** Clips and the call as files, one at a time; a newer one takes the place of one that is being made. */
export interface CallFiles {
  readonly store: StoreApi<FilesState>;
  readonly saveClip: (clip: SavedClip) => Promise<void>;
  /** The whole call as one page. */
  readonly saveCall: () => Promise<void>;
  /** Makes no more of what is being made, and says no more of what was. */
  readonly dismiss: () => void;
  readonly close: () => void;
}

/** What takes longer than this is said to be under way. */
const slowAfterMs = 300;
/** So long it says what was saved; the browser shows it too. */
const saidForMs = 4_000;

const failures = new Set<string>(['NO_SOUND', 'NO_SUCH_STRETCH', 'TOO_LONG', 'CANNOT_CUT', 'CANNOT_WRITE', 'CANNOT_BE_MADE', 'NOT_FOUND'] satisfies FileFailure[]);
const isFailure = (code: string): code is FileFailure => failures.has(code);

export function createCallFiles({ api, save }: Pick<AppClient, 'api' | 'save'>, callId: string): CallFiles {
  const store = createStore<FilesState>(() => ({ state: 'idle' }));
  let making: AbortController | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const later = (ms: number, change: () => void): void => {
    clearTimeout(timer);
    timer = setTimeout(change, ms);
  };
  const dismiss = (): void => {
    making?.abort();
    making = null;
    clearTimeout(timer);
    store.setState({ state: 'idle' }, true);
  };

  async function make(ask: (signal: AbortSignal) => Promise<MadeFile>): Promise<void> {
    making?.abort();
    const own = new AbortController();
    making = own;
    store.setState({ state: 'making', isSlow: false }, true);
    later(slowAfterMs, () => store.setState({ state: 'making', isSlow: true }, true));
    const end = (state: FilesState): void => {
      if (own.signal.aborted) return;
      making = null;
      clearTimeout(timer);
      store.setState(state, true);
    };
    try {
      const file = await ask(own.signal);
      if (own.signal.aborted) return;
      await save(file);
      end({ state: 'saved', name: file.name });
      if (!own.signal.aborted) later(saidForMs, dismiss);
    } catch (error) {
      end({ state: 'failed', why: error instanceof ORPCError && isFailure(error.code) ? error.code : 'other' });
    }
  }

  return {
    store,
    saveClip: (clip) => make((signal) => api.files.clip({ callId, ...clip }, { signal })),
    saveCall: () => make((signal) => api.files.evidence({ callId }, { signal })),
    dismiss,
    close: dismiss,
  };
}
