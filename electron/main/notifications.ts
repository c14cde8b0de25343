import { Notification } from 'electron';
import type { i18n } from 'i18next';
import { noBurst, withAlert } from '#shared/model/alertBurst.ts';
import type { AlertEvent } from '#shared/model/event.ts';
import { meaningOfStatus } from '#shared/model/statuses.ts';
import type { StatusOverrides } from '#shared/model/statuses.ts';
import { alertText } from '#shared/texts/alertText.ts';
import type { AlertText } from '#shared/texts/alertText.ts';
import { statusWord } from '#shared/texts/index.ts';

interface Deps {
  readonly texts: i18n;
  readonly statuses: () => StatusOverrides;
  /** Shows the desk, with the call opened where one is named. */
  readonly onClick: (callId: string | null) => void;
  readonly now: () => number;
  readonly log: { warn(details: object, message: string): void };
}

export interface Notifications {
  /** Shows the call that the core announces, or counts it where many come at once. */
  announce(event: AlertEvent): void;
}

/** A system may list a notification long after it was shown, and lets it be clicked there. Older ones show the desk only. */
const mostHeld = 200;

export function createNotifications({ texts, statuses, onClick, now, log }: Deps): Notifications {
  const t = texts.getFixedT(null, 'alerts');
  // Held here: a notification that nobody refers to is collected, and its click lost.
  const shown = new Set<Notification>();
  let burst = noBurst;
  let folded: Notification | null = null;

  function show({ title, body }: AlertText, { isUrgent, callId }: { readonly isUrgent: boolean; readonly callId: string | null }): Notification {
    const notification = new Notification({ title, body, ...(isUrgent ? { urgency: 'critical', timeoutType: 'never' } : {}) });
    notification.on('click', () => onClick(callId));
    // An unsigned app on a Mac may show none.
    notification.on('failed', (_event, error) => log.warn({ error }, 'The system showed no notification'));
    shown.add(notification);
    for (const oldest of shown) if (shown.size > mostHeld) shown.delete(oldest);
    notification.show();
    return notification;
  }

  // For one of which no object is left, as of an earlier run. No spec runs this elsewhere than on Windows.
  if (process.platform === 'win32') Notification.handleActivation(() => onClick(null));

  return {
    announce({ call, level }) {
      if (!Notification.isSupported()) return;
      const text = alertText(t, call, statusWord(texts.t, call.status, meaningOfStatus(call.status, statuses())));
      if (level === 'urgent') {
        show(text, { isUrgent: true, callId: call.callId });
        return;
      }
      burst = withAlert(burst, now());
      if (burst.folded === 0) {
        show(text, { isUrgent: false, callId: call.callId });
        return;
      }
      if (folded !== null) {
        folded.close();
        shown.delete(folded);
      }
      folded = show({ title: t('more', { count: burst.folded }), body: text.title }, { isUrgent: false, callId: null });
    },
  };
}
