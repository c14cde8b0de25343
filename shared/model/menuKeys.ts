/**
 * Keys that the desktop host's menu shows too. They stand here once: the screen's rows of keys, which the sheet and the
 * command palette go by, take theirs from here, and the menu its accelerators. Spelled as `Chord` in renderer/ui/keys.ts.
 */
export const menuKeys = {
  palette: 'Mod+K',
  settings: 'Mod+,',
  find: 'Mod+F',
  saveCall: 'Mod+Shift+S',
  copyTranscript: 'Mod+Shift+C',
  ownWindow: 'Mod+Shift+O',
  larger: 'Mod++',
  smaller: 'Mod+-',
  usualSize: 'Mod+0',
} as const;

/** The keys of `menuKeys` as Electron's menus spell them. */
export function acceleratorOf(name: keyof typeof menuKeys): string {
  return menuKeys[name].replace(/^Mod/, 'CmdOrCtrl').replace(/\+\+$/, '+Plus');
}

/** Keys of the screen that the menu only names: they are characters, which a menu would take from whoever types them. */
export const namedKeys = {
  worthHearing: 'W',
  star: 'S',
  read: 'R',
  note: 'N',
  followUp: 'F',
  callBack: 'C',
} as const;
