import { Notification } from 'electron';
import type { i18n } from 'i18next';
import type { Command } from '#shared/model/command.ts';
import type { AlertSound } from '#shared/model/alertRule.ts';
import { followUpSound } from '#shared/model/event.ts';
import type { AlertEvent, AppEvent, FollowUpEvent } from '#shared/model/event.ts';
import { meaningOfStatus } from '#shared/model/statuses.ts';
import type { StatusOverrides } from '#shared/model/statuses.ts';
import { followUpText, noticeText } from '#shared/texts/alertText.ts';
import type { AlertText } from '#shared/texts/alertText.ts';
import { ruleName, statusWord } from '#shared/texts/index.ts';
import { createAsking } from './asking.ts';

interface Deps {
  readonly texts: i18n;
  readonly statuses: () => StatusOverrides;
  /** Shows the desk with the call, or the calls, that the notification stands for. */
  readonly onClick: (command: Command) => void;
  /** Those of the notices of urgent calls of which nobody has to be told any more. */
  readonly settled: (noticeIds: readonly number[]) => Promise<readonly number[]>;
  /** Makes a sound; the system makes none of its own. */
  readonly onSound: (sound: AlertSound) => void;
  readonly log: { warn(details: object, message: string): void };
}

export interface Notifications {
  /** Shows what the core decided to tell. */
  announce(event: AlertEvent): void;
  /** Reminds of a follow-up. */
  remind(event: FollowUpEvent): void;
  /** Takes away what stays until it is handled, where that may be so after this. */
  after(event: Pick<AppEvent, 'kind'>): void;
}

/** A system may list a notification long after it was shown, and lets it be clicked there. Older ones show the desk only. */
const mostHeld = 200;

export function createNotifications({ texts, statuses, onClick, settled, onSound, log }: Deps): Notifications {
  const t = texts.getFixedT(null, 'alerts');
  // Held here: a notification that nobody refers to is collected, and its click lost.
  const shown = new Set<Notification>();
  /** Those of urgent calls that stay, by their notice. */
  const staying = new Map<number, Notification>();
  let reminder: Notification | null = null;
  const looking = createAsking({
    async ask() {
      for (const noticeId of staying.size === 0 ? [] : await settled([...staying.keys()])) staying.get(noticeId)?.close();
    },
  });

  function show({ title, body }: AlertText, { isUrgent, sound }: { readonly isUrgent: boolean; readonly sound: AlertSound }, command: Command): Notification | null {
    onSound(sound);
    if (!Notification.isSupported()) return null;
    const notification = new Notification({ title, body, silent: true, ...(isUrgent ? { urgency: 'critical', timeoutType: 'never' } : {}) });
    notification.on('click', () => onClick(command));
    // An unsigned app on a Mac may show none.
    notification.on('failed', (_event, error) => log.warn({ error }, 'The system showed no notification'));
    shown.add(notification);
    for (const oldest of shown) if (shown.size > mostHeld) forget(oldest);
    // By the operator or by Earshot.
    notification.on('close', () => forget(notification));
    notification.show();
    return notification;
  }

  function forget(notification: Notification): void {
    shown.delete(notification);
    for (const [noticeId, each] of staying) if (each === notification) staying.delete(noticeId);
  }

  return {
    remind(event) {
      show(followUpText(t, event), { isUrgent: true, sound: followUpSound }, event.count === 1 ? { kind: 'open-call', callId: event.call.callId } : { kind: 'open-due' });
    },
    announce(event) {
      const { call, level, rule, sound } = event;
      if (level === 'badge') return;
      const text = noticeText(t, event, { status: statusWord(texts.t, call.status, meaningOfStatus(call.status, statuses())), rule: ruleName(texts.t, rule) });
      const notification = show(text, { isUrgent: level === 'urgent', sound }, openingOf(event));
      if (notification === null) return;
      if (level === 'urgent') staying.set(event.noticeId, notification);
      if (event.about !== 'reminder') return;
      // One stands for all that are not handled.
      reminder?.close();
      reminder = notification;
    },
    after({ kind }) {
      if (mayHandle.has(kind)) looking.changed();
    },
  };
}

/** A later call may be the one that reached the customer. */
const mayHandle: ReadonlySet<string> = new Set<AppEvent['kind']>(['handled', 'review', 'rescue', 'call', 'reset']);

function openingOf({ count, call, noticeId }: AlertEvent): Command {
  return count === 1 ? { kind: 'open-call', callId: call.callId } : { kind: 'open-alert', noticeId };
}
