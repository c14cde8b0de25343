import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PushDetail } from '#shared/model/push.ts';
import { formatClock } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { shownHeaders, type ShownHeader } from './headers.ts';
import './headersTable.css';

interface Props {
  readonly push: PushDetail;
}

/** The headers that Earshot keeps, the telling ones marked. */
export function HeadersTable({ push }: Props): ReactNode {
  const { t } = useTranslation('pushLog');
  const headers = shownHeaders(push);
  return (
    <section className="push-section" aria-label={t('headers')}>
      <div className="push-section-head">
        <h3>{t('headers')}</h3>
        <span className="push-count-aside">{push.headers.length}</span>
      </div>
      {headers.length === 0 ? (
        <p className="push-line-text">{t('noHeaders')}</p>
      ) : (
        <dl className="push-headers">
          {headers.map((header) => (
            <div key={header.name} className={header.mark === 'cause' ? 'push-header-row push-header-cause' : 'push-header-row'}>
              <dt>{header.name}</dt>
              <dd>
                <bdi>{header.value}</bdi> <HeaderNote header={header} receivedAtMs={push.receivedAtMs} />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

function HeaderNote({ header: { value, mark, atMs }, receivedAtMs }: { readonly header: ShownHeader; readonly receivedAtMs: number }): ReactNode {
  const { t } = useTranslation('pushLog');
  const time =
    atMs === null ? null : t(atMs > receivedAtMs + 1000 ? 'header.ahead' : 'header.age', { time: formatClock(atMs), arrived: formatClock(receivedAtMs) });
  const word = value === null ? t('header.missing') : mark === 'right' ? t('header.matches') : time;
  if (word === null && mark === null) return null;
  return (
    <span className={mark === null ? 'push-header-note' : `push-header-note push-header-${mark}-note`}>
      {mark === 'cause' ? (
        <>
          <Icon of={IconAlertTriangle} size={13} />
          <span className="sr-only">{t('header.wrong')}</span>
        </>
      ) : null}
      {word}
    </span>
  );
}
