import { useEffect, useEffectEvent, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { followUpSound, type AlertEvent, type FollowUpEvent } from '#shared/model/event.ts';
import { followUpText, missedText, noticeText, type AlertText } from '#shared/texts/alertText.ts';
import { ruleName } from '#shared/texts/index.ts';
import { useClient } from '#renderer/app/client.ts';
import { useStatusWord } from '#renderer/app/settings.ts';
import { useEvents } from '#renderer/app/useEvents.ts';
import { withTimeout } from '#renderer/ui/timers.ts';
import type { AlertsStore } from './alertsStore.ts';
import { createGathering, isMissed, type Missed } from './gathering.ts';
import { useAlertPermission } from './permission.ts';
import { createSounds } from './sounds.ts';
import { createStaying, mayHandle } from './staying.ts';
import { useSeen } from './useSeen.ts';
import { useUnseenMark } from './useUnseenMark.ts';

interface Props {
  readonly alerts: AlertsStore;
  /** The opened call, which the operator has seen to. */
  readonly openId: string | null;
  readonly onOpen: (callId: string) => void;
  /** Shows the calls of an alert, or of all up to another. */
  readonly onOpenAlert: (noticeId: number, lastNoticeId?: number) => void;
  /** Shows the calls that are to be followed up. */
  readonly onOpenDue: () => void;
}

/** Shows and sounds what the core decided to tell: to assistive technology always, else by permission. In the desktop app the host does both. */
export function Alerts({ alerts, openId, onOpen, onOpenAlert, onOpenDue }: Props): ReactNode {
  const { t } = useTranslation('alerts');
  const { t: words } = useTranslation();
  const { api } = useClient();
  const word = useStatusWord();
  const permission = useAlertPermission();
  const volume = useStore(alerts.store, ({ view }) => view?.volume ?? 0);
  const [last, setLast] = useState<AlertText | null>(null);
  const [sounds] = useState(createSounds);
  const [gathering] = useState(() => createGathering(withTimeout));
  const [staying] = useState(() => createStaying(api, withTimeout));
  useEffect(() => staying.close, [staying]);
  useUnseenMark();
  const seen = useSeen(openId);

  function open({ count, call, noticeId }: AlertEvent): void {
    if (count === 1) {
      seen(call.callId);
      onOpen(call.callId);
    } else {
      void api.alerts.handled({ noticeId }).catch(() => {});
      onOpenAlert(noticeId);
    }
  }

  function openMissed({ notices }: Missed): void {
    if (notices === null) return onOpenDue();
    void api.alerts.handled({ noticeId: notices.first, lastNoticeId: notices.last }).catch(() => {});
    onOpenAlert(notices.first, notices.last);
  }

  function remind(event: FollowUpEvent): void {
    const { callId } = event.call;
    const isOne = event.count === 1;
    const text = followUpText(t, event);
    setLast(text);
    if (permission !== 'on') return;
    show(text, { tag: isOne ? `follow-up ${callId}` : 'follow-ups', requireInteraction: true, silent: sounds.canPlay() }, () => (isOne ? onOpen(callId) : onOpenDue()));
    void once(`earshot-sound-${event.seq}`, () => sounds.play(followUpSound, volume));
  }

  const onMissed = useEffectEvent((missed: Missed) => {
    const text = missedText(t, missed);
    setLast(text);
    if (permission === 'on') show(text, { tag: 'earshot-missed', requireInteraction: missed.urgentCount > 0, silent: missed.sound === 'none' || sounds.canPlay() }, () => openMissed(missed));
    if (permission === 'on') void once('earshot-sound-missed', () => sounds.play(missed.sound, volume));
  });
  useEffect(() => gathering.follow((missed) => onMissed(missed)), [gathering]);

  useEvents((event) => {
    if (mayHandle(event)) staying.changed();
    if (event.kind !== 'followUpDue' && event.kind !== 'alert') return;
    if (isMissed(event, Date.now())) return gathering.add(event);
    if (event.kind === 'followUpDue') return remind(event);
    if (event.level === 'badge') return;
    const text = noticeText(t, event, { status: word(event.call.status), rule: ruleName(words, event.rule) });
    setLast(text);
    const isUrgent = event.level === 'urgent';
    if (permission === 'on') {
      const notification = show(text, { tag: tagOf(event), requireInteraction: isUrgent, silent: event.sound === 'none' || sounds.canPlay() }, () => open(event));
      if (isUrgent && notification !== null) staying.add(event.noticeId, notification);
    }
    if (permission === 'on') void once(`earshot-sound-${event.seq}`, () => sounds.play(event.sound, volume));
  });

  return (
    <div className="sr-only" aria-live="polite" data-alert={last === null ? undefined : ''}>
      {last === null ? null : t('announced', { ...last })}
    </div>
  );
}

/** Two tabs that show the same tag show one notification, and a reminder takes the place of the one before. */
function tagOf({ about, count, call, noticeId }: AlertEvent): string {
  if (about === 'reminder') return 'earshot-reminder';
  return count === 1 ? call.callId : `earshot-alert-${noticeId}`;
}

const soundHeldMs = 2000;

/** Of several tabs only one does it, where the browser has locks. */
async function once(name: string, act: () => void): Promise<void> {
  if (!('locks' in navigator)) return act();
  await navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
    if (lock === null) return;
    act();
    await new Promise((resolve) => setTimeout(resolve, soundHeldMs));
  });
}

function show({ title, body }: AlertText, options: NotificationOptions, onClick: () => void): Notification | null {
  let notification: Notification;
  try {
    notification = new Notification(title, { ...options, body });
  } catch {
    // Browsers of phones have the permission and still make none for a page; the live region has announced it.
    return null;
  }
  notification.addEventListener('click', () => {
    window.focus();
    notification.close();
    onClick();
  });
  return notification;
}
