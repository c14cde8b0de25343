import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useEffect, useEffectEvent, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSettings } from '#renderer/app/settings.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { Kbd } from '#renderer/ui/Kbd.tsx';
import { ariaShortcut, keys } from '#renderer/ui/keys.ts';
import { useRowKey } from '#renderer/ui/useRowKey.ts';

interface Props {
  /** Whether the key opens this menu. */
  readonly hasKey: boolean;
  /** Null: it is handled, and there is nothing to note. */
  readonly onChoose: (outcome: string | null) => void;
}

const closesAtOnce = { exitDuration: 0 };

/** What came of a customer who was lost. */
export function OutcomeMenu({ hasKey, onChoose }: Props): ReactNode {
  const { t } = useTranslation('rescue');
  const outcomes = useSettings()?.settings.desk.outcomes ?? [];
  const [isOpen, setOpen] = useState(false);
  useRowKey(keys.handled, hasKey ? () => setOpen(true) : null);
  const onKey = useEffectEvent((event: KeyboardEvent): void => {
    const outcome = /^[1-9]$/.test(event.key) ? outcomes[Number(event.key) - 1] : undefined;
    if (outcome === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    setOpen(false);
    onChoose(outcome);
  });
  useEffect(() => {
    if (!isOpen) return undefined;
    const listener = (event: KeyboardEvent): void => onKey(event);
    // From the first moment on: the menu takes a while until it has the focus.
    window.addEventListener('keydown', listener, true);
    return () => window.removeEventListener('keydown', listener, true);
  }, [isOpen]);
  return (
    // Gone at once when it is chosen from: while it fades it would have the focus, and the next key.
    <Menu opened={isOpen} onChange={setOpen} position="bottom-start" returnFocus={false} transitionProps={closesAtOnce}>
      <Menu.Target>
        <Button rightSection={<Icon of={IconChevronDown} />} aria-keyshortcuts={hasKey ? ariaShortcut(keys.handled) : undefined}>
          {t('outcome')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {outcomes.map((outcome, at) => (
          <Menu.Item key={outcome} rightSection={at < 9 ? <Kbd>{at + 1}</Kbd> : undefined} onClick={() => onChoose(outcome)}>
            {outcome}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => onChoose(null)}>{t('handled')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
