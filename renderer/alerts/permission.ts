import { useSyncExternalStore } from 'react';

/** `ask`: the operator was not asked yet. `unsupported`: this browser, or this address, has no notifications. */
export type AlertPermission = 'unsupported' | 'ask' | 'on' | 'denied';

function readPermission(): AlertPermission {
  if (!('Notification' in window) || !window.isSecureContext) return 'unsupported';
  if (Notification.permission === 'granted') return 'on';
  return Notification.permission === 'denied' ? 'denied' : 'ask';
}

const changed = new EventTarget();

function subscribe(listener: () => void): () => void {
  changed.addEventListener('change', listener);
  // The operator may change it in the browser's own settings, in or outside of this tab.
  window.addEventListener('focus', listener);
  return () => {
    changed.removeEventListener('change', listener);
    window.removeEventListener('focus', listener);
  };
}

/** Whether notifications may be shown, as it stands. */
export function useAlertPermission(): AlertPermission {
  return useSyncExternalStore(subscribe, readPermission);
}

/** Asks the operator; only to be called for a click. */
export async function askPermission(): Promise<void> {
  await Notification.requestPermission();
  changed.dispatchEvent(new Event('change'));
}
