import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SettingsView } from '#shared/model/settings.ts';
import { PlaceChoice, PushAddress, type Place } from './PushAddress.tsx';
import { Step } from './Step.tsx';

interface Props {
  readonly view: SettingsView;
  /** Whether a push that came now would be taken. */
  readonly hears: boolean;
}

/** Where the platform is to send calls. */
export function AddressStep({ view, hears }: Props): ReactNode {
  const { t } = useTranslation('connect');
  const { pushUrl, publicPushUrl } = view;
  const [chosen, setPlace] = useState<Place | null>(null);
  const place = chosen ?? (publicPushUrl === null ? 'here' : 'tunnel');
  const url = place === 'tunnel' ? publicPushUrl : pushUrl;
  const port = new URL(pushUrl).port;
  return (
    <Step number={1} isFirst isAsideOfTitle title={t('address.title')} about={t('address.about')} aside={<PlaceChoice place={place} onChange={setPlace} />}>
      {url === null ? (
        <p className="push-address-none">
          {t('address.noTunnel', { port })} <a href="#/settings/receiving">{t('address.toSettings')}</a>
        </p>
      ) : (
        <>
          <PushAddress url={url} />
          {hears ? (
            <p className="push-address-state">
              <span className="push-address-dot" />
              {t('address.waiting')} {place === 'here' && publicPushUrl === null ? t('address.hereOnly') : null}
            </p>
          ) : null}
        </>
      )}
    </Step>
  );
}
