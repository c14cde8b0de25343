import { UnstyledButton } from '@mantine/core';
import { IconBell, IconDeviceAudioTape, IconInbox, IconListDetails, IconPuzzle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Mine } from '#renderer/feed/index.ts';
import { formatCount } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { statusIcon } from '#renderer/ui/StatusMark.tsx';
import { KeysEntry } from './KeysEntry.tsx';
import type { View } from './route.ts';
import './nav.css';

interface Props {
  readonly views: readonly View[];
  /** The view or screen that is shown; null where it has no entry. */
  readonly current: View | Mine | 'pushes' | 'news' | 'recordings' | 'rules' | null;
  /** Today's arrivals by view; null until known. */
  readonly today: Readonly<Record<View, number>> | null;
  /** How many customers of each group wait to be called back. */
  readonly waiting: Readonly<Partial<Record<View, number>>>;
  /** What is the operator's to deal with. */
  readonly forMe: ReactNode;
  /** Today's refused pushes. */
  readonly refused: number;
  readonly onView: (view: View) => void;
  readonly onPushes: () => void;
  /** Recordings that are not here: to come, or given up in the last day. */
  readonly missing: number;
  readonly onRecordings: () => void;
  /** What is new in pushes and was not seen yet. */
  readonly news: number;
  readonly onNews: () => void;
  readonly onRules: () => void;
  readonly onKeys: () => void;
}

/** The views of the desk with today's counts, or with a badge where customers wait to be called back; at the foot the push log, the recordings, what is new in pushes, and the keys. */
export function Nav({ views, current, today, waiting, forMe, refused, onView, onPushes, missing, onRecordings, news, onNews, onRules, onKeys }: Props): ReactNode {
  const { t } = useTranslation(['app', 'drift', 'pushLog', 'recordings', 'rules', 'statuses']);
  return (
    <nav className="nav" aria-label={t('nav.label')}>
      {views.map((view) => {
        const label = view === 'all' ? t('nav.all') : t(`statuses:group.${view}`);
        const count = today?.[view] ?? 0;
        const lost = waiting[view] ?? 0;
        const counted = today === null ? label : t('nav.count', { label, count });
        return (
          <UnstyledButton
            key={view}
            className="nav-item"
            title={label}
            aria-label={lost === 0 ? counted : t('nav.waiting', { label: counted, count: lost })}
            aria-current={view === current ? 'page' : undefined}
            onClick={() => onView(view)}
          >
            <Icon of={view === 'all' ? IconInbox : statusIcon(view, null)} size={15} className={`icon icon-${view}`} />
            <span className="nav-label">{label}</span>
            {lost > 0 ? <span className="nav-badge">{formatCount(lost)}</span> : null}
            {lost > 0 || count === 0 ? null : <span className="nav-count">{formatCount(count)}</span>}
          </UnstyledButton>
        );
      })}
      {forMe}
      <UnstyledButton
        className="nav-item nav-foot"
        title={t('pushLog:title')}
        aria-label={refused === 0 ? t('pushLog:title') : t('pushLog:nav.label', { label: t('pushLog:title'), refused: t('pushLog:nav.refused', { count: refused }) })}
        aria-current={current === 'pushes' ? 'page' : undefined}
        onClick={onPushes}
      >
        <Icon of={IconListDetails} size={15} />
        <span className="nav-label">{t('pushLog:title')}</span>
        {refused === 0 ? null : <span className="nav-count">{t('pushLog:nav.refused', { count: refused })}</span>}
      </UnstyledButton>
      <UnstyledButton
        className="nav-item"
        title={t('recordings:title')}
        aria-label={missing === 0 ? t('recordings:title') : t('recordings:nav.label', { label: t('recordings:title'), missing: t('recordings:nav.missing', { count: missing }) })}
        aria-current={current === 'recordings' ? 'page' : undefined}
        onClick={onRecordings}
      >
        <Icon of={IconDeviceAudioTape} size={15} />
        <span className="nav-label">{t('recordings:title')}</span>
        {missing === 0 ? null : <span className="nav-count">{formatCount(missing)}</span>}
      </UnstyledButton>
      <UnstyledButton
        className="nav-item"
        title={t('drift:title')}
        aria-label={news === 0 ? t('drift:title') : t('drift:nav.label', { label: t('drift:title'), count: news })}
        aria-current={current === 'news' ? 'page' : undefined}
        onClick={onNews}
      >
        <Icon of={IconPuzzle} size={15} />
        <span className="nav-label">{t('drift:title')}</span>
        {news === 0 ? null : <span className="nav-count">{formatCount(news)}</span>}
      </UnstyledButton>
      <UnstyledButton className="nav-item" title={t('rules:title')} aria-label={t('rules:title')} aria-current={current === 'rules' ? 'page' : undefined} onClick={onRules}>
        <Icon of={IconBell} size={15} />
        <span className="nav-label">{t('rules:title')}</span>
      </UnstyledButton>
      <KeysEntry onOpen={onKeys} />
    </nav>
  );
}
