import type * as Electron from 'electron';
import { preventable, strictEmitter } from './strict.ts';
import type { Part } from './strict.ts';

/** Notification. Nobody but the app holds on to one: a collected notification is never clicked, as in Electron. */
export function createNotificationClass(isReady: () => boolean): typeof Electron.Notification {
  class Notification extends strictEmitter('Notification') implements Part<Electron.Notification> {
    title: string;
    subtitle: string;
    body: string;
    silent: boolean;
    hasReply: boolean;
    urgency: 'normal' | 'critical' | 'low';
    timeoutType: 'default' | 'never';
    actions: Electron.NotificationAction[];
    closeButtonText: string;

    constructor(options: Electron.NotificationConstructorOptions = {}) {
      super();
      if (!isReady()) throw new Error('Cannot create Notification before app is ready');
      this.title = options.title ?? '';
      this.subtitle = options.subtitle ?? '';
      this.body = options.body ?? '';
      this.silent = options.silent ?? false;
      this.hasReply = options.hasReply ?? false;
      this.urgency = options.urgency ?? 'normal';
      this.timeoutType = options.timeoutType ?? 'default';
      this.actions = options.actions ?? [];
      this.closeButtonText = options.closeButtonText ?? '';
    }

    show(): void {
      const shown = new WeakRef(this);
      setImmediate(() => shown.deref()?.emit('show', preventable({})));
    }

    close(): void {
      this.emit('close', preventable({}));
    }

    static handleActivation(): void {}

    static isSupported(): boolean {
      return true;
    }
  }
  return Notification as unknown as typeof Electron.Notification; // a part, which throws the names of the rest
}
