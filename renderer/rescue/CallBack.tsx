import { ActionIcon, Button } from '@mantine/core';
import { IconPhoneCall } from '@tabler/icons-react';
import { useRef, useState, type MouseEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/app/client.ts';
import { useSettings } from '#renderer/app/settings.ts';
import { Hint } from '#renderer/ui/Hint.tsx';
import { Icon } from '#renderer/ui/Icon.tsx';
import { KeyCaps } from '#renderer/ui/KeyCaps.tsx';
import { ariaShortcut, keys } from '#renderer/ui/keys.ts';
import { useRowKey } from '#renderer/ui/useRowKey.ts';
import { dialAddress } from '#shared/model/dialling.ts';

interface Props {
  readonly phone: string;
  /** Whether the key is for this number, and whether it is listened to here, as nothing else on the screen does. */
  readonly hasKey: boolean;
  readonly listens: boolean;
  /** A word on a button, or an icon. */
  readonly look?: 'button' | 'icon';
}

/** Hands the number to the program that calls it; nothing where it is none. */
export function CallBack({ phone, hasKey, listens, look = 'button' }: Props): ReactNode {
  const { t } = useTranslation('rescue');
  const { dial } = useClient();
  const desk = useSettings()?.settings.desk;
  const link = useRef<HTMLAnchorElement>(null);
  const [isRefused, setRefused] = useState(false);
  useRowKey(keys.callBack, listens ? () => link.current?.click() : null);
  const address = dialAddress(phone, desk ?? { callBackBy: 'tel', sipDomain: null });
  if (address === null) return null;

  const onClick = (event: MouseEvent): void => {
    if (dial === null) return;
    event.preventDefault();
    dial(phone).then((isTaken) => setRefused(!isTaken), () => setRefused(true));
  };
  const shared = { ref: link, component: 'a', href: address, onClick, 'aria-keyshortcuts': hasKey ? ariaShortcut(keys.callBack) : undefined } as const;
  return (
    <>
      {look === 'icon' ? (
        <Hint label={t('callBack')}>
          <ActionIcon {...shared} aria-label={t('callBack')}>
            <Icon of={IconPhoneCall} size={15} />
          </ActionIcon>
        </Hint>
      ) : (
        <Button {...shared} className="rescue-call" leftSection={<Icon of={IconPhoneCall} size={15} />} rightSection={hasKey ? <KeyCaps row={keys.callBack} /> : undefined}>
          {t('callBack')}
        </Button>
      )}
      {isRefused ? (
        <span className="rescue-refused" role="alert">
          {t('noProgram')}
        </span>
      ) : null}
    </>
  );
}
