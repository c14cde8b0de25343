import { Anchor } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PushLinks } from './PushPane.tsx';
import type { Deed } from './pushStore.ts';

interface Props {
  readonly deed: Deed;
  readonly links: PushLinks;
}

/** What was done with the push just now. */
export function DeedLine({ deed, links }: Props): ReactNode {
  const { t } = useTranslation('pushLog');
  return (
    <div className="push-deed" aria-live="polite">
      {deed.kind === 'replaying' ? <p>{t('replaying')}</p> : null}
      {deed.kind === 'replayed' ? (
        <p>
          {deed.as.outcome === 'refused' ? t('replayRefused') : t('replayed')} <PushLink id={deed.as.id} links={links} />
        </p>
      ) : null}
      {deed.kind === 'changed' ? <p>{deed.mend}</p> : null}
      {deed.kind === 'failed' ? (
        <p className="push-deed-failed">{t(deed.what === 'replay' ? 'replayFailed' : 'mend.failed', { reason: deed.reason ?? t('unreachable') })}</p>
      ) : null}
    </div>
  );
}

/** Leads to another push. */
export function PushLink({ id, links }: { readonly id: number; readonly links: PushLinks }): ReactNode {
  const { t } = useTranslation('pushLog');
  return (
    <Anchor component="button" type="button" inherit onClick={() => links.toPush(id)}>
      {t('number', { id })}
    </Anchor>
  );
}
