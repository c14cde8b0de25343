import { Button } from '@mantine/core';
import { IconArrowBackUp, IconCheck } from '@tabler/icons-react';
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Icon } from '#renderer/ui/Icon.tsx';
import { KeyCaps } from '#renderer/ui/KeyCaps.tsx';
import { ariaShortcut, keys } from '#renderer/ui/keys.ts';
import { formatPhone } from '#renderer/ui/phone.ts';
import { withTimeout } from '#renderer/ui/timers.ts';
import { useRowKey } from '#renderer/ui/useRowKey.ts';
import { RescueCard } from './RescueCard.tsx';
import { shownRescue } from './rescueState.ts';
import type { RescueStore } from './rescueStore.ts';
import './rescue.css';

interface Props {
  readonly rescues: RescueStore;
  /** The opened call. */
  readonly openId: string | null;
  readonly onOpen: (callId: string) => void;
}

/** For how long it is said what was done last, and offered to take it back, ms. */
const offeredMs = 30_000;

/** The customers who wait to be called back, of whom one card is open and the others peek out below it. */
export function Rescues({ rescues, openId, onOpen }: Props): ReactNode {
  const { t } = useTranslation('rescue');
  const state = useStore(rescues.store);
  const { items, open, aheadMs, handled, back, hasFailed } = state;
  const shown = shownRescue(state);
  useEffect(() => rescues.opened(openId), [rescues, openId]);
  useEffect(() => (handled === null && back === null ? undefined : withTimeout(rescues.forget, offeredMs)), [rescues, handled, back]);
  useRowKey(
    keys.rescue,
    shown === null
      ? null
      : () => {
          if (shown.rescue.call.callId === openId) rescues.step(1);
          const next = shownRescue(rescues.store.getState());
          if (next !== null) onOpen(next.rescue.call.callId);
        },
  );
  if (shown === null && handled === null) return null;
  const numberOf = (phone: string | null): string => (phone === null ? t('noNumber') : formatPhone(phone));
  return (
    <section className="rescues" aria-label={t('label')}>
      {shown === null ? null : (
        <>
          <RescueCard
            rescue={shown.rescue}
            aheadMs={aheadMs}
            at={shown.at}
            count={open}
            isOpen={shown.rescue.call.callId === openId}
            isAlone={openId === null}
            onOpen={onOpen}
            onHandled={(outcome) => void rescues.handle(shown.rescue.call.callId, outcome)}
            onStep={rescues.step}
          />
          <div className="rescue-peeks" aria-hidden>
            {items.slice(1, 3).map(({ call }) => (
              <div key={call.callId} className="rescue-peek" />
            ))}
          </div>
        </>
      )}
      {hasFailed ? (
        <p className="rescue-line rescue-refused" role="alert">
          {t('failed')}
        </p>
      ) : null}
      {handled === null ? null : (
        <p className="rescue-line" role="status">
          <Icon of={IconCheck} />
          <span>{t(handled.outcome === null ? 'isHandled' : 'hasOutcome', { phone: numberOf(handled.phone), outcome: handled.outcome ?? '' })}</span>
          <Button size="compact-xs" variant="subtle" aria-keyshortcuts={ariaShortcut(keys.undo)} rightSection={<KeyCaps row={keys.undo} />} onClick={() => void rescues.undo()}>
            {t('undo')}
          </Button>
        </p>
      )}
      {back === null ? null : (
        <p className="rescue-line" role="status">
          <Icon of={IconArrowBackUp} />
          <span>{t('isBack', { phone: numberOf(back.phone) })}</span>
        </p>
      )}
    </section>
  );
}
