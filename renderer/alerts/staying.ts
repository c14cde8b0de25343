import type { EarshotClient } from '#shared/contract/index.ts';
import type { AppEvent } from '#shared/model/event.ts';
import type { After } from '#renderer/ui/timers.ts';

/** Notifications of urgent calls, which stay on screen until the operator closes them or all their calls are handled. */
export interface Staying {
  readonly add: (noticeId: number, notification: Pick<Notification, 'close'>) => void;
  /** Asks soon which are handled by now, and closes these. */
  readonly changed: () => void;
  readonly close: () => void;
}

/** Much may change at once. */
const restMs = 1000;


/** More than so many nobody leaves on a screen; the oldest are left to the operator. */
const mostHeld = 100;

export function createStaying(api: Pick<EarshotClient, 'alerts'>, after: After): Staying {
  const staying = new Map<number, Pick<Notification, 'close'>>();
  let cancel: (() => void) | null = null;

  async function look(): Promise<void> {
    const { noticeIds } = await api.alerts.settled({ noticeIds: [...staying.keys()] });
    for (const noticeId of noticeIds) {
      staying.get(noticeId)?.close();
      staying.delete(noticeId);
    }
  }

  return {
    add(noticeId, notification) {
      staying.set(noticeId, notification);
      for (const oldest of staying.keys()) if (staying.size > mostHeld) staying.delete(oldest);
    },
    changed() {
      if (staying.size === 0 || cancel !== null) return;
      cancel = after(() => {
        cancel = null;
        // What cannot be asked now is asked with the next change.
        look().catch(() => {});
      }, restMs);
    },
    close() {
      cancel?.();
      cancel = null;
    },
  };
}

/** A later call may be the one that reached the customer. */
export function mayHandle({ kind }: Pick<AppEvent, 'kind'>): boolean {
  return kind === 'handled' || kind === 'review' || kind === 'rescue' || kind === 'call' || kind === 'reset';
}
