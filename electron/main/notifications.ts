import { Notification } from 'electron';
import type { i18n } from 'i18next';
import type { Command } from '#shared/model/command.ts';
import type { AlertEvent, FollowUpEvent } from '#shared/model/event.ts';
import { meaningOfStatus } from '#shared/model/statuses.ts';
import type { StatusOverrides } from '#shared/model/statuses.ts';
import { followUpText, noticeText } from '#shared/texts/alertText.ts';
import type { AlertText } from '#shared/texts/alertText.ts';
import { ruleName, statusWord } from '#shared/texts/index.ts';

interface Deps {
  readonly texts: i18n;
  readonly statuses: () => StatusOverrides;
  /** Shows the desk with the call, or the calls, that the notification stands for. */
  readonly onClick: (command: Command) => void;
  /** Whether there is a page, which makes the rule's sound. */
  readonly hasPage: () => boolean;
  readonly log: { warn(details: object, message: string): void };
}

export interface Notifications {
  /** Shows what the core decided to tell. */
  announce(event: AlertEvent): void;
  /** Reminds of a follow-up. */
  remind(event: FollowUpEvent): void;
}

/** A system may list a notification long after it was shown, and lets it be clicked there. Older ones show the desk only. */
const mostHeld = 200;

export function createNotifications({ texts, statuses, onClick, hasPage, log }: Deps): Notifications {
  const t = texts.getFixedT(null, 'alerts');
  // Held here: a notification that nobody refers to is collected, and its click lost.
  const shown = new Set<Notification>();

  function show({ title, body }: AlertText, { isUrgent, silent }: { readonly isUrgent: boolean; readonly silent: boolean }, command: Command): void {
    const notification = new Notification({ title, body, silent, ...(isUrgent ? { urgency: 'critical', timeoutType: 'never' } : {}) });
    notification.on('click', () => onClick(command));
    // An unsigned app on a Mac may show none.
    notification.on('failed', (_event, error) => log.warn({ error }, 'The system showed no notification'));
    shown.add(notification);
    for (const oldest of shown) if (shown.size > mostHeld) shown.delete(oldest);
    notification.show();
  }

  return {
    remind(event) {
      if (Notification.isSupported()) show(followUpText(t, event), { isUrgent: true, silent: false }, event.count === 1 ? { kind: 'open-call', callId: event.call.callId } : { kind: 'open-due' });
    },
    announce(event) {
      const { call, level, rule, sound } = event;
      if (level === 'badge' || !Notification.isSupported()) return;
      const text = noticeText(t, event, { status: statusWord(texts.t, call.status, meaningOfStatus(call.status, statuses())), rule: ruleName(texts.t, rule) });
      show(text, { isUrgent: level === 'urgent', silent: sound === 'none' || hasPage() }, openingOf(event));
    },
  };
}

function openingOf({ count, call, noticeId }: AlertEvent): Command {
  return count === 1 ? { kind: 'open-call', callId: call.callId } : { kind: 'open-alert', noticeId };
}
