import { useEffect, useEffectEvent, useState } from 'react';
import { useClient } from '#renderer/app/client.ts';
import { useEvents } from '#renderer/app/useEvents.ts';
import mark from '#renderer/ui/brand.svg?raw';
import { iconWith, noneUnseen, titleWith, withAnnounced } from './unseen.ts';

const link = (): HTMLLinkElement | null => document.querySelector('link[rel="icon"]');

/**
 * Counts what was announced since somebody last looked at the page: before its title, as a dot on its icon and, where the
 * browser has a place for it, on the app's icon. In the desktop app the host does so.
 */
export function useUnseenMark(): void {
  const { notifiedBy } = useClient();
  const [unseen, setUnseen] = useState(noneUnseen);
  const [plain] = useState(() => ({ title: document.title, icon: link()?.getAttribute('href') ?? '' }));

  useEvents((event) => {
    if (event.kind !== 'alert' || notifiedBy === 'host' || document.hasFocus()) return;
    setUnseen((before) => withAnnounced(before, event));
  });
  const onLook = useEffectEvent(() => setUnseen(noneUnseen));
  useEffect(() => {
    const listener = (): void => onLook();
    window.addEventListener('focus', listener);
    return () => window.removeEventListener('focus', listener);
  }, []);

  useEffect(() => {
    if (notifiedBy === 'host') return;
    document.title = titleWith(plain.title, unseen);
    link()?.setAttribute('href', iconWith(mark, unseen) ?? plain.icon);
    // Only pages that are installed have such an icon, and not in every browser; this is what they show besides.
    if ('setAppBadge' in navigator) navigator.setAppBadge(unseen.count).catch(() => {});
  }, [notifiedBy, plain, unseen]);
}
