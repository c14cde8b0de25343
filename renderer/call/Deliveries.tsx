import { Anchor } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CompareButton } from '#renderer/pushLog/index.ts';
import type { CallDetail } from '#shared/model/call.ts';

interface Props {
  readonly call: CallDetail;
  readonly onOpenPush: (pushId: number) => void;
}

const preciseMoment = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
});

/** When the platform pushed the call, and what each push did; several can be laid beside each other. */
export function Deliveries({ call, onOpenPush }: Props): ReactNode {
  const { t } = useTranslation('call');
  if (call.revisions.length === 0) return null;
  return (
    <div className="facts-section">
      <div className="facts-heading-line">
        <h3 className="facts-heading">{t('section.deliveries')}</h3>
        {call.revisions.length < 2 ? null : <CompareButton callId={call.callId} onOpenPush={onOpenPush} />}
      </div>
      {call.revisions.map(({ pushId, receivedAtMs, outcome }) => (
        <div key={pushId} className="fact">
          <span className="fact-name">
            <Anchor component="button" type="button" inherit onClick={() => onOpenPush(pushId)}>
              {t('push', { id: pushId })}
            </Anchor>
          </span>
          <span className="fact-value">
            {preciseMoment.format(receivedAtMs)} · {t(`delivery.${outcome}`)}
          </span>
        </div>
      ))}
    </div>
  );
}
