import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { KeyCaps } from '#renderer/ui/KeyCaps.tsx';
import { ariaShortcut, keys } from '#renderer/ui/keys.ts';
import { useNow } from '#renderer/ui/useNow.ts';
import { useRowKey } from '#renderer/ui/useRowKey.ts';
import { AlertsButton } from './AlertsButton.tsx';
import type { AlertsStore } from './alertsStore.ts';
import { quietOf } from './quiet.ts';

interface Props {
  readonly alerts: AlertsStore;
}

const pauseMinutes = 60;
/** Quiet hours begin and end with a minute. */
const tickMs = 5000;

/** Says whether alerts are shown now, pauses them and goes on. */
export function AlertsBell({ alerts }: Props): ReactNode {
  const { t } = useTranslation('alerts');
  const view = useStore(alerts.store, (state) => state.view);
  const quiet = quietOf(view ?? { pausedUntilMs: null, quietHours: null }, useNow(tickMs));
  const isPaused = quiet?.because === 'paused';
  useRowKey(keys.pauseAlerts, (chord) => void alerts.pause(chord === 0 ? pauseMinutes : 0));
  const key = { ...keys.pauseAlerts, chords: [keys.pauseAlerts.chords[isPaused ? 1 : 0]] };
  return (
    <AlertsButton quiet={quiet}>
      <Button className="alerts-pause" rightSection={<KeyCaps row={key} />} aria-keyshortcuts={ariaShortcut(key)} onClick={() => void alerts.pause(isPaused ? 0 : pauseMinutes)}>
        {t(isPaused ? 'pause.goOn' : 'pause.hour')}
      </Button>
    </AlertsButton>
  );
}
