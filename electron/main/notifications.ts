import { Notification } from 'electron';
import type { i18n } from 'i18next';
import { noBurst, withAlert } from '#shared/model/alertBurst.ts';
import type { Command } from '#shared/model/command.ts';
import type { AlertEvent, FollowUpEvent } from '#shared/model/event.ts';
import { meaningOfStatus } from '#shared/model/statuses.ts';
import type { StatusOverrides } from '#shared/model/statuses.ts';
import { alertText, followUpText } from '#shared/texts/alertText.ts';
import type { AlertText } from '#shared/texts/alertText.ts';
import { statusWord } from '#shared/texts/index.ts';

interface Deps {
  readonly texts: i18n;
  readonly statuses: () => StatusOverrides;
  /** Shows the desk, with what belongs to the notification where it stands for one call. */
  readonly onClick: (command?: Command) => void;
  readonly now: () => number;
  readonly log: { warn(details: object, message: string): void };
}

export interface Notifications {
  /** Shows the call that the core announces, or counts it where many come at once. */
  announce(event: AlertEvent): void;
  /** Reminds of a follow-up. */
  remind(event: FollowUpEvent): void;
}

/** A system may list a notification long after it was shown, and lets it be clicked there. Older ones show the desk only. */
const mostHeld = 200;

export function createNotifications({ texts, statuses, onClick, now, log }: Deps): Notifications {
  const t = texts.getFixedT(null, 'alerts');
  // Held here: a notification that nobody refers to is collected, and its click lost.
  const shown = new Set<Notification>();
  let burst = noBurst;
  let folded: Notification | null = null;

  function show({ title, body }: AlertText, isUrgent: boolean, command?: Command): Notification {
    const notification = new Notification({ title, body, ...(isUrgent ? { urgency: 'critical', timeoutType: 'never' } : {}) });
    notification.on('click', () => onClick(command));
    // An unsigned app on a Mac may show none.
    notification.on('failed', (_event, error) => log.warn({ error }, 'The system showed no notification'));
    shown.add(notification);
    for (const oldest of shown) if (shown.size > mostHeld) shown.delete(oldest);
    notification.show();
    return notification;
  }

  return {
    remind(event) {
      if (Notification.isSupported()) show(followUpText(t, event), true, { kind: 'open-call', callId: event.call.callId });
    },
    announce({ call, level }) {
      if (!Notification.isSupported()) return;
      const text = alertText(t, call, statusWord(texts.t, call.status, meaningOfStatus(call.status, statuses())));
      const opening: Command = { kind: 'open-call', callId: call.callId };
      if (level === 'urgent') {
        show(text, true, opening);
        return;
      }
      burst = withAlert(burst, now());
      if (burst.folded === 0) {
        show(text, false, opening);
        return;
      }
      if (folded !== null) {
        folded.close();
        shown.delete(folded);
      }
      folded = show({ title: t('more', { count: burst.folded }), body: text.title }, false);
    },
  };
}
