import { Anchor } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Drift } from '#shared/model/drift.ts';
import type { DriftLinks } from './DriftInbox.tsx';

interface Props {
  readonly item: Drift;
  readonly links: DriftLinks;
}

/** The first different values as they came, each with its call and its push. */
export function Examples({ item, links }: Props): ReactNode {
  const { t } = useTranslation('drift');
  const { name, examples } = item;
  return (
    <ul className="drift-examples" aria-label={t('examples', { name })}>
      {examples.map(({ value, pushId, callId }) => (
        <li key={value} className="drift-example">
          {value === name ? null : value.trim() === '' ? (
            <span className="drift-none">{t('emptyValue')}</span>
          ) : (
            <code className="drift-value" dir="auto" title={value}>
              {value}
            </code>
          )}
          <span className="drift-links">
            {callId === null ? null : (
              <Anchor component="button" type="button" inherit aria-label={t('openCall', { callId })} onClick={() => links.toCall(callId)}>
                {t('call')}
              </Anchor>
            )}
            <Anchor component="button" type="button" inherit onClick={() => links.toPush(pushId)}>
              {t('push', { id: pushId })}
            </Anchor>
          </span>
        </li>
      ))}
    </ul>
  );
}
