import { useMemo } from 'react';
import { useSearch } from 'wouter';
import { navigate, useHashLocation } from 'wouter/use-hash-location';
import { statusGroupSchema, type StatusGroup } from '#shared/model/statuses.ts';

type Screen = 'desk' | 'settings';

/** Which calls the feed shows: all, or those of one status group. */
export type View = 'all' | StatusGroup;

/** What the address says. `q`: the search, empty for none. `callId`: the opened call. */
export interface Route {
  readonly screen: Screen;
  readonly view: View;
  readonly q: string;
  readonly callId: string | null;
}

/** Reads a location of the page: `path` is the hash's (`/settings`), `search` the query (`?view=lost`). */
export function readRoute(path: string, search: string): Route {
  const query = new URLSearchParams(search);
  const view = statusGroupSchema.safeParse(query.get('view'));
  const callId = query.get('call');
  return {
    screen: path.startsWith('/settings') ? 'settings' : 'desk',
    view: view.success ? view.data : 'all',
    q: query.get('q') ?? '',
    callId: callId === '' ? null : callId,
  };
}

/** The location that `readRoute` reads as `route`. */
export function writeRoute(route: Route): string {
  const query = new URLSearchParams();
  if (route.view !== 'all') query.set('view', route.view);
  if (route.q !== '') query.set('q', route.q);
  if (route.callId !== null) query.set('call', route.callId);
  return `${route.screen === 'settings' ? '/settings' : '/'}?${query.toString()}`;
}

/** Goes somewhere else; what `change` leaves out stays. `replace` leaves no step to go back to. */
export type SetRoute = (change: Partial<Route>, options?: { readonly replace?: boolean }) => void;

/** The route as the address has it now, for code outside of a render. */
function currentRoute(): Route {
  return readRoute(window.location.hash.replace(/^#\/?/, '/'), window.location.search);
}

const setRoute: SetRoute = (change, options) => {
  navigate(writeRoute({ ...currentRoute(), ...change }), { replace: options?.replace ?? false });
};

/** The page's route and the way to change it. */
export function useRoute(): readonly [Route, SetRoute] {
  const [path] = useHashLocation();
  const search = useSearch();
  return [useMemo(() => readRoute(path, search), [path, search]), setRoute];
}
