import { useMemo } from 'react';
import { useSearch } from 'wouter';
import { navigate, useHashLocation } from 'wouter/use-hash-location';
import { pushOutcomes, type PushOutcome } from '#shared/model/push.ts';
import { noFilters, type FeedFilters } from '#renderer/feed/index.ts';
import { statusGroupSchema, type StatusGroup } from '#shared/model/statuses.ts';

/** `call`: the opened call alone, in a window of its own. */
type Screen = 'desk' | 'call' | 'pushes' | 'news' | 'recordings' | 'rules' | 'settings';

/** Which calls the feed shows: all, or those of one status group. */
export type View = 'all' | StatusGroup;

/** What the push log shows, and which push is open. */
export interface PushesRoute {
  readonly q: string;
  readonly outcomes: readonly PushOutcome[];
  readonly source: string | null;
  readonly code: string | null;
  readonly pushId: number | null;
}

/** What the address says. `q`: the search, empty for none. `callId`: the opened call. A screen keeps its own while another is shown. */
export interface Route {
  readonly screen: Screen;
  readonly view: View;
  readonly q: string;
  readonly filters: FeedFilters;
  readonly callId: string | null;
  /** Only the calls that this alert told of, `12`, or those from one to another, `12-40`. */
  readonly notice: string | null;
  readonly pushes: PushesRoute;
}

const paths: Readonly<Record<Screen, string>> = { desk: '/', call: '/call', pushes: '/pushes', news: '/news', recordings: '/recordings', rules: '/rules', settings: '/settings' };
const screensByPath = ['call', 'settings', 'pushes', 'news', 'recordings', 'rules'] as const;

/** Reads a location of the page: `path` is the hash's (`/settings`), `search` the query (`?view=lost`). */
export function readRoute(path: string, search: string): Route {
  const query = new URLSearchParams(search);
  const view = statusGroupSchema.safeParse(query.get('view'));
  const outcomes = query.getAll('outcome');
  return {
    screen: screensByPath.find((screen) => path.startsWith(paths[screen])) ?? 'desk',
    view: view.success ? view.data : 'all',
    q: query.get('q') ?? '',
    filters: readFilters(query),
    callId: textOrNull(query.get('call')),
    notice: /^\d{1,15}(?:-\d{1,15})?$/.exec(query.get('alert') ?? '')?.[0] ?? null,
    pushes: {
      q: query.get('find') ?? '',
      outcomes: pushOutcomes.filter((outcome) => outcomes.includes(outcome)),
      source: textOrNull(query.get('source')),
      code: textOrNull(query.get('code')),
      pushId: numberOrNull(query.get('push')),
    },
  };
}

/** The push log has parameters of its own, and some names are theirs. */
function readFilters(query: URLSearchParams): FeedFilters {
  const text = (name: string): string | null => textOrNull(query.get(name));
  const list = (name: string): string[] => query.getAll(name).filter((value, at, all) => value !== '' && all.indexOf(value) === at);
  const flag = (name: string): boolean | null => ({ yes: true, no: false })[query.get(name) ?? ''] ?? null;
  const follow = query.get('follow');
  return {
    status: list('status'),
    intent: text('intent'),
    task: text('task'),
    script: text('script'),
    line: text('line'),
    phone: text('number'),
    tag: text('tag'),
    ownTag: text('own'),
    outcome: list('result'),
    read: flag('read'),
    starred: flag('starred'),
    noted: flag('noted'),
    followUp: follow === 'due' || follow === 'any' ? follow : null,
    from: numberOrNull(query.get('from')),
    to: numberOrNull(query.get('to')),
  };
}

function flagText(value: boolean | null): string | null {
  return value === null ? null : value ? 'yes' : 'no';
}

function writeFilters(filters: FeedFilters, query: URLSearchParams): void {
  const { status, intent, task, script, line, phone, tag, ownTag, outcome, read, starred, noted, followUp, from, to } = filters;
  const lists = { status, result: outcome };
  const single = { intent, task, script, line, number: phone, tag, own: ownTag, read: flagText(read), starred: flagText(starred), noted: flagText(noted), follow: followUp, from, to };
  for (const [name, values] of Object.entries(lists)) for (const value of values) query.append(name, value);
  for (const [name, value] of Object.entries(single)) if (value !== null) query.set(name, String(value));
}

function numberOrNull(text: string | null): number | null {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;
}

function textOrNull(text: string | null): string | null {
  return text === '' ? null : text;
}

/** The location that `readRoute` reads as `route`. */
export function writeRoute(route: Route): string {
  const { q, outcomes, source, code, pushId } = route.pushes;
  const query = new URLSearchParams();
  if (route.view !== 'all') query.set('view', route.view);
  if (route.q !== '') query.set('q', route.q);
  writeFilters(route.filters, query);
  if (route.callId !== null) query.set('call', route.callId);
  if (route.notice !== null) query.set('alert', route.notice);
  if (q !== '') query.set('find', q);
  for (const outcome of outcomes) query.append('outcome', outcome);
  if (source !== null) query.set('source', source);
  if (code !== null) query.set('code', code);
  if (pushId !== null) query.set('push', String(pushId));
  return `${paths[route.screen]}?${query.toString()}`;
}

/** Goes somewhere else; what `change` leaves out stays. `replace` leaves no step to go back to. */
export type SetRoute = (change: Partial<Omit<Route, 'pushes'>> & { readonly pushes?: Partial<PushesRoute> }, options?: { readonly replace?: boolean }) => void;

/** The calls that are to be followed up, and nothing else. */
export const dueList: Parameters<SetRoute>[0] = { screen: 'desk', view: 'all', q: '', filters: { ...noFilters, followUp: 'any' }, notice: null, callId: null };

/** The route as the address has it now, for code outside of a render. */
function currentRoute(): Route {
  return readRoute(window.location.hash.replace(/^#\/?/, '/'), window.location.search);
}

const setRoute: SetRoute = (change, options) => {
  const now = currentRoute();
  navigate(writeRoute({ ...now, ...change, pushes: { ...now.pushes, ...change.pushes } }), { replace: options?.replace ?? false });
};

/** Opens the settings at a section or a field of theirs. */
export function showSettings(at: 'statuses' | 'receiver.answer'): void {
  navigate(writeRoute({ ...currentRoute(), screen: 'settings' }).replace(paths.settings, `${paths.settings}/${at}`));
}

/** The page's route and the way to change it. */
export function useRoute(): readonly [Route, SetRoute] {
  const [path] = useHashLocation();
  const search = useSearch();
  return [useMemo(() => readRoute(path, search), [path, search]), setRoute];
}
