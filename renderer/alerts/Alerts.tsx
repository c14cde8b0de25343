import { useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AlertEvent } from '#shared/model/event.ts';
import { useStatusWord } from '#renderer/app/settings.ts';
import { useEvents } from '#renderer/app/useEvents.ts';
import { alertText, followUpText, type AlertText } from '#shared/texts/alertText.ts';
import { noBurst, withAlert } from '#shared/model/alertBurst.ts';
import { useAlertPermission } from './permission.ts';

interface Props {
  readonly onOpen: (callId: string) => void;
}

/** Announces the calls that the core decided to announce: to assistive technology always, else by permission. */
export function Alerts({ onOpen }: Props): ReactNode {
  const { t } = useTranslation('alerts');
  const word = useStatusWord();
  const permission = useAlertPermission();
  const [last, setLast] = useState<AlertText | null>(null);
  const burst = useRef(noBurst);

  function notify(event: AlertEvent, text: AlertText): void {
    const { callId } = event.call;
    if (event.level === 'urgent') {
      show(text, { tag: callId, requireInteraction: true }, () => onOpen(callId));
      return;
    }
    burst.current = withAlert(burst.current, Date.now());
    const { folded } = burst.current;
    if (folded === 0) show(text, { tag: callId }, () => onOpen(callId));
    else show({ title: t('more', { count: folded }), body: text.title }, { tag: 'earshot-more' }, () => {});
  }

  useEvents((event) => {
    if (event.kind === 'followUpDue') {
      const { callId } = event.call;
      const text = followUpText(t, event);
      setLast(text);
      if (permission === 'on') show(text, { tag: `follow-up ${callId}`, requireInteraction: true }, () => onOpen(callId));
    }
    if (event.kind !== 'alert') return;
    const text = alertText(t, event.call, word(event.call.status));
    setLast(text);
    if (permission === 'on') notify(event, text);
  });

  return (
    <div className="sr-only" aria-live="polite" data-alert={last === null ? undefined : ''}>
      {last === null ? null : t('announced', { ...last })}
    </div>
  );
}

/** Two tabs that show the same tag show one notification. */
function show({ title, body }: AlertText, options: NotificationOptions, onClick: () => void): void {
  let notification: Notification;
  try {
    notification = new Notification(title, { ...options, body });
  } catch {
    // Browsers of phones have the permission and still make none for a page; the live region has announced it.
    return;
  }
  notification.addEventListener('click', () => {
    window.focus();
    notification.close();
    onClick();
  });
}
