import type { ApiDeps } from './api/index.ts';
import type { StoreWriter } from './store/index.ts';

interface Deps {
  readonly writer: Pick<StoreWriter, 'setReviews' | 'addNote' | 'editNote' | 'removeNote' | 'undo' | 'redo' | 'saveView' | 'removeView' | 'reorderViews'>;
  /** Told after every change. */
  readonly onChange: () => void;
}

/** What the operator makes of calls and keeps as views, written and told of. */
export function createReviews({ writer, onChange }: Deps): { readonly changes: ApiDeps['reviews']; readonly views: ApiDeps['views'] } {
  const told = <Values extends readonly unknown[], Result>(write: (...values: Values) => Promise<Result>) =>
    (...values: Values): Promise<Result> => write(...values).finally(onChange);
  return {
    changes: {
      set: told(writer.setReviews),
      addNote: told(writer.addNote),
      editNote: told(writer.editNote),
      removeNote: told(writer.removeNote),
      undo: told(writer.undo),
      redo: told(writer.redo),
    },
    views: { save: told(writer.saveView), remove: told(writer.removeView), reorder: told(writer.reorderViews) },
  };
}
