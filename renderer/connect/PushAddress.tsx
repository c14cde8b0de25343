import { ActionIcon, Button, SegmentedControl, Tooltip } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy, IconEye, IconEyeOff } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '#renderer/ui/Icon.tsx';
import '#renderer/ui/controls.css';
import './connect.css';

/** From where the push address is reached. */
export type Place = 'here' | 'tunnel';

interface ChoiceProps {
  readonly place: Place;
  readonly onChange: (place: Place) => void;
}

/** Chooses whether the address of this computer or that of the tunnel is shown. */
export function PlaceChoice({ place, onChange }: ChoiceProps): ReactNode {
  const { t } = useTranslation('connect');
  return (
    <SegmentedControl
      aria-label={t('address.where')}
      value={place}
      onChange={onChange}
      data={[
        { value: 'here', label: t('address.here') },
        { value: 'tunnel', label: t('address.tunnel') },
      ]}
    />
  );
}

interface Props {
  /** The address whole, ending in its key. */
  readonly url: string;
}

/** The push address, its key hidden until asked for, and the button that copies it whole. */
export function PushAddress({ url }: Props): ReactNode {
  const { t } = useTranslation('connect');
  const [shown, setShown] = useState(false);
  const { copy, copied, error } = useClipboard({ timeout: 2000 });
  const keyAt = url.lastIndexOf('/') + 1;
  const label = shown ? t('address.hide') : t('address.show');
  return (
    <div className="push-address">
      <div className="push-address-field">
        <code className="push-address-text" aria-label={t('address.shown')} role="group">
          {url.slice(0, keyAt)}
          <wbr />
          <span className="push-address-key">{shown ? url.slice(keyAt) : hiddenKey}</span>
        </code>
        <Tooltip label={label}>
          <ActionIcon aria-label={label} aria-pressed={shown} onClick={() => setShown(!shown)}>
            <Icon of={shown ? IconEye : IconEyeOff} size={16} />
          </ActionIcon>
        </Tooltip>
        <Button variant="filled" leftSection={<Icon of={copied ? IconCheck : IconCopy} />} onClick={() => copy(url)}>
          {copied ? t('address.copied') : t('address.copy')}
        </Button>
      </div>
      {error === null ? null : (
        <p className="push-address-failed" role="alert">
          {t('address.copyFailed')}
        </p>
      )}
    </div>
  );
}

/** Of one length, so that it does not tell the key's. */
const hiddenKey = '•'.repeat(16);
