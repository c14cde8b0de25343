import { Button } from '@mantine/core';
import { IconPhoneCall } from '@tabler/icons-react';
import { useRef, useState, type MouseEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/app/client.ts';
import { useSettings } from '#renderer/app/settings.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { KeyCaps } from '#renderer/ui/KeyCaps.tsx';
import { ariaShortcut, keys } from '#renderer/ui/keys.ts';
import { useRowKey } from '#renderer/ui/useRowKey.ts';
import { dialAddress } from '#shared/model/dialling.ts';

interface Props {
  readonly phone: string;
  /** Whether the key calls this number. */
  readonly hasKey: boolean;
}

/** Hands the number to the program that calls it; nothing where it is none. */
export function CallBack({ phone, hasKey }: Props): ReactNode {
  const { t } = useTranslation('rescue');
  const { dial } = useClient();
  const by = useSettings()?.settings.desk.callBackBy ?? 'tel';
  const link = useRef<HTMLAnchorElement>(null);
  const [isRefused, setRefused] = useState(false);
  useRowKey(keys.callBack, hasKey ? () => link.current?.click() : null);
  const address = dialAddress(phone, by);
  if (address === null) return null;

  const onClick = (event: MouseEvent): void => {
    if (dial === null) return;
    event.preventDefault();
    dial(phone).then((isTaken) => setRefused(!isTaken), () => setRefused(true));
  };
  return (
    <>
      <Button
        ref={link}
        component="a"
        href={address}
        className="rescue-call"
        leftSection={<Icon of={IconPhoneCall} size={15} />}
        rightSection={hasKey ? <KeyCaps row={keys.callBack} /> : undefined}
        aria-keyshortcuts={hasKey ? ariaShortcut(keys.callBack) : undefined}
        onClick={onClick}
      >
        {t('callBack')}
      </Button>
      {isRefused ? (
        <span className="rescue-refused" role="alert">
          {t('noProgram')}
        </span>
      ) : null}
    </>
  );
}
