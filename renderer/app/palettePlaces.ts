import { IconBell, IconBookmark, IconDeviceAudioTape, IconInbox, IconListDetails, IconPuzzle } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { mineKinds, type Mine } from '#renderer/feed/index.ts';
import type { PalettePlace } from '#renderer/palette/index.ts';
import { statusIcon } from '#renderer/ui/StatusMark.tsx';
import type { View as SavedView } from '#shared/model/view.ts';
import { mineIcons } from './mineCounts.ts';
import type { View } from './route.ts';

interface Deps {
  readonly t: TFunction<['app', 'drift', 'palette', 'pushLog', 'recordings', 'rules', 'statuses']>;
  readonly views: readonly View[];
  /** Today's arrivals by view; null until known. */
  readonly today: Readonly<Record<View, number>> | null;
  /** How many calls are the operator's to deal with. */
  readonly mine: Readonly<Record<Mine, number>>;
  readonly saved: readonly SavedView[];
  readonly go: Readonly<Record<'pushes' | 'recordings' | 'news' | 'rules', () => void>> & { readonly view: (view: View) => void; readonly mine: (mine: Mine) => void; readonly saved: (view: SavedView) => void };
}

/** Where the palette leads: the navigation's views, saved ones too, and screens, with its words, icons and counts. */
export function palettePlaces({ t, views, today, mine, saved, go }: Deps): PalettePlace[] {
  const count = (view: View): string | null => (today === null || today[view] === 0 ? null : t('palette:today', { count: today[view] }));
  return [
    ...views.map((view) => ({
      id: view,
      label: view === 'all' ? t('nav.all') : t(`statuses:group.${view}`),
      note: count(view),
      icon: view === 'all' ? IconInbox : statusIcon(view, null),
      go: () => go.view(view),
    })),
    ...mineKinds.map((kind) => ({ id: kind, label: t(`nav.mine.${kind}`), note: mine[kind] === 0 ? null : t('palette:calls', { count: mine[kind] }), icon: mineIcons[kind], go: () => go.mine(kind) })),
    ...saved.map((view) => ({ id: `saved-${String(view.id)}`, label: view.name, note: view.calls === null ? t('nav.many') : t('palette:calls', { count: view.calls }), icon: IconBookmark, go: () => go.saved(view) })),
    { id: 'pushes', label: t('pushLog:title'), note: null, icon: IconListDetails, go: go.pushes },
    { id: 'recordings', label: t('recordings:title'), note: null, icon: IconDeviceAudioTape, go: go.recordings },
    { id: 'rules', label: t('rules:title'), note: null, icon: IconBell, go: go.rules },
    { id: 'news', label: t('drift:title'), note: null, icon: IconPuzzle, go: go.news },
  ];
}
