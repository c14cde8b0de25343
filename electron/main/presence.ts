import type { i18n } from 'i18next';
import { createAttention } from './attention.ts';
import type { Attention } from './attention.ts';
import type { Desk } from './desk.ts';
import { markTaskbar } from './taskbarMark.ts';
import { createTray } from './tray.ts';

interface Deps {
  readonly texts: i18n;
  readonly desk: Desk;
  readonly onQuit: () => void;
}

/** Earshot's tray entry, and there, on the app's icon and in the taskbar how many announced calls nobody has looked at. */
export function createPresence({ texts, desk, onQuit }: Deps): Attention {
  const tray = createTray({ texts, onOpen: () => desk.raise(), onQuit });
  return createAttention({
    desk,
    onChange(counts) {
      tray.show(counts);
      markTaskbar({ texts, desk, counts });
    },
  });
}
