import { useEffect, useState } from 'react';
import type { Call } from '#shared/model/call.ts';
import { useClient } from '#renderer/app/client.ts';

/** Calls that a search found, the first few; of the words before, until those of the present ones are here. */
export interface FoundCalls {
  readonly calls: readonly Call[];
  readonly isMore: boolean;
}

const shown = 6;
const pauseMs = 120;
const nothing: FoundCalls = { calls: [], isMore: false };

/** Searches the calls a moment after the last key; finds nothing where there are no words, or they cannot be searched for now. */
export function usePaletteCalls(words: string): FoundCalls {
  const { api } = useClient();
  const [found, setFound] = useState({ words: '', ...nothing });
  useEffect(() => {
    if (words === '') return undefined;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      api.calls.list({ q: words, limit: shown + 1 }, { signal: stop.signal }).then(
        ({ items }) => setFound({ words, calls: items.slice(0, shown), isMore: items.length > shown }),
        () => {
          // The connection's banner says what is wrong; a search that was left is no failure.
          if (!stop.signal.aborted) setFound({ words, ...nothing });
        },
      );
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [api, words]);
  return words === '' ? nothing : found;
}
