import { Notification } from 'electron';
import type { i18n } from 'i18next';
import type { WindowMemory } from './windowMemory.ts';

interface Deps {
  readonly texts: i18n;
  readonly memory: WindowMemory;
  readonly onClick: () => void;
}

/** Says that Earshot goes on in the tray, the first time that its window is closed. */
export function createFarewell({ texts, memory, onClick }: Deps): () => void {
  const t = texts.getFixedT(null, 'desktop');
  // Held here: one that nobody refers to is collected, and its click lost.
  let said: Notification | null = null;
  return () => {
    if (memory.read().toldOfTray === true || !Notification.isSupported()) return;
    said = new Notification({ title: t('farewell.title'), body: t('farewell.body') });
    said.on('click', onClick);
    said.show();
    memory.keep({ toldOfTray: true });
  };
}
