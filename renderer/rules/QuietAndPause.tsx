import { ActionIcon, Button, Slider } from '@mantine/core';
import { IconClockPause, IconMoon, IconVolume, IconX } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AlertsView } from '#shared/model/alert.ts';
import { everyDay } from '#shared/model/alertRule.ts';
import type { QuietHours } from '#shared/model/alertRule.ts';
import type { AlertsStore } from '#renderer/alerts/index.ts';
import { formatClockShort } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { useNow } from '#renderer/ui/useNow.ts';
import { DayChips } from './DayChips.tsx';
import { TimeField } from './TimeField.tsx';

interface Props {
  readonly alerts: AlertsStore;
  readonly view: AlertsView;
}

const usual = { from: 20 * 60, to: 8 * 60 };
const tick = 60_000;

/** When alerts wait, and how loud they are; each is saved at once. */
export function QuietAndPause({ alerts, view: { quietHours, pausedUntilMs, volume } }: Props): ReactNode {
  const { t } = useTranslation('rules');
  const nowMs = useNow(tick);
  const [wanted, setWanted] = useState<number | null>(null);
  const isPaused = pausedUntilMs !== null && nowMs < pausedUntilMs;
  const setQuiet = (change: Partial<NonNullable<QuietHours>>): void => void alerts.configure({ quietHours: { ...(quietHours ?? usual), ...change } });
  return (
    <div className="rules-quiet quiet-inputs">
      <div className="rules-quiet-row">
        <Icon of={IconMoon} size={16} />
        <span>{t('quiet.title')}</span>
        {quietHours === null ? (
          <Button onClick={() => setQuiet({})}>{t('quiet.set')}</Button>
        ) : (
          <span className="rules-quiet-times">
            <TimeField label={t('quiet.from')} minute={quietHours.from} onChange={(from) => setQuiet({ from })} />
            <span>{t('quiet.until')}</span>
            <TimeField label={t('quiet.to')} minute={quietHours.to} onChange={(to) => setQuiet({ to })} />
            <ActionIcon aria-label={t('quiet.clear')} title={t('quiet.clear')} onClick={() => void alerts.configure({ quietHours: null })}>
              <Icon of={IconX} />
            </ActionIcon>
          </span>
        )}
      </div>
      {quietHours === null ? null : (
        <div className="rules-quiet-row rules-quiet-days">
          <DayChips label={t('quiet.days')} days={quietHours.days ?? everyDay} onChange={(days) => setQuiet({ days })} />
        </div>
      )}
      <div className="rules-quiet-row">
        <Icon of={IconClockPause} size={16} />
        <span>
          {t('pause.title')} {isPaused ? <strong>{t('pause.until', { time: formatClockShort(pausedUntilMs) })}</strong> : null}
        </span>
        {isPaused ? <Button onClick={() => void alerts.pause(0)}>{t('pause.end')}</Button> : <Button onClick={() => void alerts.pause(60)}>{t('pause.hour')}</Button>}
      </div>
      <div className="rules-quiet-row">
        <Icon of={IconVolume} size={16} />
        <span>{t('volume')}</span>
        <Slider
          className="rules-volume"
          size="xs"
          min={0}
          max={100}
          step={5}
          label={null}
          thumbLabel={t('volume')}
          value={wanted ?? Math.round(volume * 100)}
          onChange={setWanted}
          onChangeEnd={(value) => {
            void alerts.configure({ volume: value / 100 }).then(() => setWanted(null));
          }}
        />
      </div>
    </div>
  );
}
