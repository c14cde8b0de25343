import { ORPCError } from '@orpc/client';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppClient } from '#renderer/app/client.ts';
import type { After } from '#renderer/ui/timers.ts';
import { deedOf, type ReviewChange, type ReviewCounts, type ReviewDeed } from '#shared/model/review.ts';

/** What was done last, as a quiet line says it. `calls`: to how many. */
export type Said =
  | { readonly how: 'done' | 'undone' | 'redone'; readonly deed: ReviewDeed; readonly calls: number }
  /** In the core's own words. */
  | { readonly how: 'refused'; readonly why: string }
  /** The core could not be reached; nothing was changed. */
  | { readonly how: 'failed' };

/** A note that is being written. */
export interface NoteDraft {
  readonly text: string;
  readonly momentMs: number | null;
}

interface ReviewState {
  /** Null once it was there for a while. */
  readonly said: Said | null;
  /** Of all calls; null until they were first counted. */
  readonly counts: ReviewCounts | null;
  /** By call id. */
  readonly drafts: Readonly<Record<string, NoteDraft>>;
}

/** What the operator makes of calls, wherever on the page; each in the order in which it was asked for. */
export interface ReviewStore {
  readonly store: StoreApi<ReviewState>;
  /** Makes the calls as the change says. What is done `quietly` is not said, and cannot be undone. */
  readonly set: (callIds: readonly string[], change: ReviewChange, quietly?: boolean) => Promise<void>;
  /** Resolves to whether it is kept. */
  readonly addNote: (callId: string, note: NoteDraft) => Promise<boolean>;
  readonly editNote: (noteId: number, text: string) => Promise<boolean>;
  readonly removeNote: (noteId: number) => Promise<void>;
  readonly undo: () => Promise<void>;
  readonly redo: () => Promise<void>;
  /** Counts anew, as before tags are offered. */
  readonly count: () => Promise<void>;
  /** Keeps what is being written while another call is looked at; null for nothing. */
  readonly setDraft: (callId: string, draft: NoteDraft | null) => void;
}

interface Deps extends Pick<AppClient, 'api'> {
  readonly after: After;
}

const saidForMs = 10_000;

const noted = (deed: ReviewDeed): Said => ({ how: 'done', deed, calls: 1 });

export function createReviewStore({ api, after }: Deps): ReviewStore {
  const store = createStore<ReviewState>(() => ({ said: null, counts: null, drafts: {} }));
  let last: Promise<unknown> = Promise.resolve();
  let unsay: (() => void) | null = null;

  function say(said: Said): void {
    unsay?.();
    store.setState({ said });
    unsay = after(() => store.setState({ said: null }), saidForMs);
  }

  /** After what was asked for before; false where it could not be done, which is said. */
  function inTurn(act: () => Promise<Said | null>): Promise<boolean> {
    const done = last.then(async () => {
      try {
        const said = await act();
        if (said !== null) say(said);
        return true;
      } catch (error) {
        say(error instanceof ORPCError && error.defined ? { how: 'refused', why: error.message } : { how: 'failed' });
        return false;
      }
    });
    last = done;
    return done;
  }

  return {
    store,
    async set(callIds, change, quietly = false) {
      await inTurn(async () => {
        const changed = await api.reviews.set({ callIds: [...callIds], change, quietly });
        return quietly || changed.callIds.length === 0 ? null : { how: 'done', deed: deedOf(change), calls: changed.callIds.length };
      });
    },
    addNote: (callId, { text, momentMs }) =>
      inTurn(async () => {
        await api.reviews.note.add({ callId, text, momentMs: momentMs === null ? null : Math.round(momentMs) });
        return noted('note');
      }),
    editNote: (noteId, text) =>
      inTurn(async () => {
        const { undo } = await api.reviews.note.edit({ noteId, text });
        return undo === null ? null : noted('note-edit');
      }),
    async removeNote(noteId) {
      await inTurn(async () => {
        await api.reviews.note.remove({ noteId });
        return noted('note-removal');
      });
    },
    async undo() {
      await inTurn(async () => {
        const { deed, callIds } = await api.reviews.undo({});
        return { how: 'undone', deed, calls: callIds.length };
      });
    },
    async redo() {
      await inTurn(async () => {
        const { deed, callIds } = await api.reviews.redo({});
        return { how: 'redone', deed, calls: callIds.length };
      });
    },
    async count() {
      await api.reviews.counts().then((counts) => store.setState({ counts }), () => {});
    },
    setDraft(callId, draft) {
      const { [callId]: _dropped, ...others } = store.getState().drafts;
      store.setState({ drafts: draft === null || draft.text.trim() === '' ? others : { ...others, [callId]: draft } });
    },
  };
}
