import { useEffect, useState } from 'react';
import { useClient } from '#renderer/app/client.ts';

/** `ask`: the operator was not asked yet. `unsupported`: this browser, or this address, has no notifications. */
type BrowserPermission = 'unsupported' | 'ask' | 'on' | 'denied';

/** `host`: the page has no part in it, its host shows notifications. */
export type AlertPermission = BrowserPermission | 'host';

/** Asks the browser's other process each time, and waits for it: not for what is drawn with every call that is opened. */
function readPermission(): BrowserPermission {
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
  const { notifiedBy } = useClient();
  const [permission, setPermission] = useState(readPermission);
  useEffect(() => subscribe(() => setPermission(readPermission())), []);
  return notifiedBy === 'host' ? 'host' : permission;
}

/** Asks the operator; only to be called for a click. */
export async function askPermission(): Promise<void> {
  await Notification.requestPermission();
  changed.dispatchEvent(new Event('change'));
}
