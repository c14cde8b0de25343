import { menuKeys } from '#shared/model/menuKeys.ts';
import type { keys as texts } from '#shared/texts/en/keys.ts';

/** What a row of the sheet is about. */
export type KeyGroup = keyof typeof texts.group;
/** Where a key holds that does not hold everywhere. */
export type KeyPlace = keyof typeof texts.where;

/**
 * Keys pressed together: `J`, `Shift+ArrowLeft`, `Mod+Shift+C`, a key by its `KeyboardEvent.key`, letters in capitals. `Mod`
 * is Command on Apple's keyboards, Ctrl on others. `also` has the same effect and no place on the sheet.
 */
export type Chord = string | { readonly press: string; readonly also: readonly string[] };

/** Keys that belong together, on one row of the sheet; its text is `keys:row.<id>`. */
export interface KeyRow {
  readonly id: keyof typeof texts.row;
  readonly group: KeyGroup;
  /** In the order of the text: “Next, previous”. */
  readonly chords: readonly Chord[];
  /** Null where it holds everywhere, but for fields, menus and dialogs. */
  readonly where: KeyPlace | null;
  /** Whether holding the keys does it again and again. */
  readonly repeats?: boolean;
  /** Whether the chords are all those from the first to the last. */
  readonly through?: boolean;
  /** Whether pressing the keys again goes on to the next of what the text names. */
  readonly again?: boolean;
  /** Whether the desktop app alone has these keys; a browser has its own for the same. */
  readonly isOfDesktop?: boolean;
}

/** Every key of the screen once, but for those of the player, which has its own rows. Handlers and the sheet go by it. */
export const keys = {
  rows: { id: 'rows', group: 'moving', chords: ['J', 'K'], where: null, repeats: true },
  listMoves: { id: 'listMoves', group: 'moving', chords: ['ArrowDown', 'ArrowUp', 'Home', 'End'], where: 'list', repeats: true },
  openRow: { id: 'openRow', group: 'moving', chords: ['Enter'], where: 'list' },
  choose: { id: 'choose', group: 'moving', chords: ['X'], where: null },
  chooseMore: { id: 'chooseMore', group: 'moving', chords: ['Shift+J', 'Shift+K'], where: null, repeats: true },
  chooseAll: { id: 'chooseAll', group: 'moving', chords: ['Mod+A'], where: null },
  fresh: { id: 'fresh', group: 'moving', chords: ['.'], where: null },
  worthHearing: { id: 'worthHearing', group: 'moving', chords: ['W'], where: null },
  pause: { id: 'pause', group: 'moving', chords: [','], where: null },
  pauseAlerts: { id: 'pauseAlerts', group: 'moving', chords: ['Y', 'Shift+Y'], where: null },
  search: { id: 'search', group: 'moving', chords: ['/'], where: null },
  palette: { id: 'palette', group: 'moving', chords: [menuKeys.palette], where: null },
  settings: { id: 'settings', group: 'moving', chords: [menuKeys.settings], where: null },
  ownWindow: { id: 'ownWindow', group: 'moving', chords: [menuKeys.ownWindow], where: null },
  size: { id: 'size', group: 'moving', chords: [menuKeys.larger, menuKeys.smaller, menuKeys.usualSize], where: null, repeats: true, isOfDesktop: true },
  close: { id: 'close', group: 'moving', chords: ['Escape'], where: null },
  rescue: { id: 'rescue', group: 'deciding', chords: ['U'], where: null },
  callBack: { id: 'callBack', group: 'deciding', chords: ['C'], where: 'number' },
  copyNumber: { id: 'copyNumber', group: 'deciding', chords: ['Shift+C'], where: 'rescue' },
  handled: { id: 'handled', group: 'deciding', chords: ['Shift+U'], where: 'rescue' },
  star: { id: 'star', group: 'deciding', chords: ['S', 'Shift+S'], where: 'calls' },
  read: { id: 'read', group: 'deciding', chords: ['R', 'Shift+R'], where: 'calls' },
  note: { id: 'note', group: 'deciding', chords: ['N', 'M'], where: 'call' },
  notes: { id: 'notes', group: 'deciding', chords: ['{', '}'], where: 'call', repeats: true },
  followUp: { id: 'followUp', group: 'deciding', chords: ['F', 'Shift+F'], where: 'call' },
  tag: { id: 'tag', group: 'deciding', chords: ['T'], where: 'calls' },
  intent: { id: 'intent', group: 'deciding', chords: ['Shift+I'], where: 'call' },
  outcome: { id: 'outcome', group: 'deciding', chords: ['1', '2', '3', '4', '5', '6', '7', '8', '9'], where: 'calls', through: true },
  noOutcome: { id: 'noOutcome', group: 'deciding', chords: ['Backspace'], where: 'calls' },
  undo: { id: 'undo', group: 'deciding', chords: ['Mod+Z'], where: null, repeats: true },
  redo: { id: 'redo', group: 'deciding', chords: [{ press: 'Mod+Shift+Z', also: ['Mod+Y'] }], where: null, repeats: true },
  replay: { id: 'replay', group: 'deciding', chords: ['R'], where: 'push' },
  save: { id: 'save', group: 'deciding', chords: ['Mod+S'], where: 'settings' },
  saveRule: { id: 'saveRule', group: 'deciding', chords: ['Mod+S'], where: 'rules' },
  moveRule: { id: 'moveRule', group: 'deciding', chords: ['Alt+ArrowUp', 'Alt+ArrowDown'], where: 'rules', repeats: true },
  moveView: { id: 'moveView', group: 'deciding', chords: ['Alt+ArrowUp', 'Alt+ArrowDown'], where: 'views', repeats: true },
  renameView: { id: 'renameView', group: 'deciding', chords: ['F2'], where: 'views' },
  removeView: { id: 'removeView', group: 'deciding', chords: ['Delete'], where: 'views' },
  tryNow: { id: 'tryNow', group: 'deciding', chords: ['T'], where: 'recordings' },
  sendTest: { id: 'sendTest', group: 'deciding', chords: ['T'], where: 'firstRun' },
  find: { id: 'find', group: 'reading', chords: [menuKeys.find], where: null },
  place: {
    id: 'place',
    group: 'reading',
    chords: [
      { press: 'Enter', also: ['ArrowDown'] },
      { press: 'Shift+Enter', also: ['ArrowUp'] },
    ],
    where: 'find',
    repeats: true,
  },
  hearPlace: { id: 'hearPlace', group: 'reading', chords: ['Mod+Enter'], where: 'find' },
  sentenceMoves: { id: 'sentenceMoves', group: 'reading', chords: ['ArrowUp', 'ArrowDown', 'Home', 'End'], where: 'transcript', repeats: true },
  hearSentence: { id: 'hearSentence', group: 'reading', chords: ['Enter'], where: 'transcript' },
  follow: { id: 'follow', group: 'reading', chords: ['V'], where: null },
  others: { id: 'others', group: 'reading', chords: ['H'], where: 'call' },
  facts: { id: 'facts', group: 'reading', chords: ['D'], where: 'call' },
  saveCall: { id: 'saveCall', group: 'reading', chords: [menuKeys.saveCall], where: null },
  copyTranscript: { id: 'copyTranscript', group: 'reading', chords: [menuKeys.copyTranscript], where: null },
  keys: { id: 'keys', group: 'reading', chords: ['?'], where: null },
  adjust: { id: 'adjust', group: 'adjusting', chords: ['A'], where: null },
  startEdge: { id: 'startEdge', group: 'adjusting', chords: ['D', 'F'], where: 'adjusting', repeats: true },
  startEdgeFar: { id: 'startEdgeFar', group: 'adjusting', chords: ['Shift+D', 'Shift+F'], where: 'adjusting', repeats: true },
  endEdge: { id: 'endEdge', group: 'adjusting', chords: ['G', 'H'], where: 'adjusting', repeats: true },
  endEdgeFar: { id: 'endEdgeFar', group: 'adjusting', chords: ['Shift+G', 'Shift+H'], where: 'adjusting', repeats: true },
  shiftTimes: { id: 'shiftTimes', group: 'adjusting', chords: ['<', '>'], where: 'adjusting', repeats: true },
} as const satisfies Readonly<Record<string, KeyRow>>;

const modifiers = ['Mod', 'Shift', 'Alt'] as const;
type Modifier = (typeof modifiers)[number];

interface Stroke {
  readonly mods: ReadonlySet<Modifier>;
  readonly key: string;
}

/** The keys of a chord as its first spelling has them, modifiers first. */
export function strokeOf(chord: Chord): Stroke {
  const text = typeof chord === 'string' ? chord : chord.press;
  const mods = new Set<Modifier>();
  let key = text;
  for (const mod of modifiers) {
    if (!key.startsWith(`${mod}+`)) continue;
    mods.add(mod);
    key = key.slice(mod.length + 1);
  }
  return { mods, key };
}

/** Whether Command is this computer's key for what Ctrl does elsewhere. */
export function hasCommandKey(): boolean {
  return /^(?:Mac|iP)/.test(navigator.platform);
}

/** What US keyboards have at these places, without and with Shift. */
const places: Readonly<Record<string, readonly [string, string]>> = {
  BracketLeft: ['[', '{'],
  BracketRight: [']', '}'],
  Comma: [',', '<'],
  Period: ['.', '>'],
  Slash: ['/', '?'],
  Minus: ['-', '_'],
  Equal: ['=', '+'],
};

/** The key that was pressed; under a layout of another script, the one that is in its place on a US keyboard. */
function pressedKey({ key, code, shiftKey }: KeyboardEvent): string {
  if (key.length === 1 && /^\p{Script=Latin}$/u.test(key)) return key.toUpperCase();
  if (!/^[\p{L}\p{M}]+$/u.test(key) || /^[\p{Script=Latin}]/u.test(key)) return key;
  return /^Key([A-Z])$/.exec(code)?.[1] ?? places[code]?.[shiftKey ? 1 : 0] ?? key;
}

const isCharacter = (key: string): boolean => key.length === 1 && key !== ' ';
const isLetter = (key: string): boolean => /^[A-Z]$/.test(key);

function isStroke(event: KeyboardEvent, { mods, key }: Stroke, command: boolean): boolean {
  if (pressedKey(event) !== key) return false;
  const mod = command ? event.metaKey : event.ctrlKey;
  const otherMod = command ? event.ctrlKey : event.metaKey;
  // Many layouts have brackets and other characters behind AltGr, which Windows tells as Ctrl and Alt, or behind Option.
  const isTyped = isCharacter(key) && !isLetter(key) && !mods.has('Mod') && (event.getModifierState('AltGraph') || (command && event.altKey && !mod && !otherMod));
  if (isTyped) return true;
  if (otherMod || mod !== mods.has('Mod') || event.altKey !== mods.has('Alt')) return false;
  // Whether a character needs Shift is up to the layout.
  return (isCharacter(key) && !isLetter(key)) || event.shiftKey === mods.has('Shift');
}

/** Which of the row's chords was pressed; -1 for none of them, and where the row does not repeat but the key does. */
export function chordOf(event: KeyboardEvent, row: KeyRow, command = hasCommandKey()): number {
  if (event.repeat && row.repeats !== true) return -1;
  return row.chords.findIndex((chord) => {
    const also = typeof chord === 'string' ? [] : chord.also;
    return [chord, ...also].some((spelling) => isStroke(event, strokeOf(spelling), command));
  });
}

/** For `aria-keyshortcuts`. */
export function ariaShortcut(row: KeyRow, command = hasCommandKey()): string {
  const words = { Mod: command ? 'Meta' : 'Control', Shift: 'Shift', Alt: 'Alt' };
  return row.chords
    .map((chord) => {
      const { mods, key } = strokeOf(chord);
      return [...[...mods].map((mod) => words[mod]), key === ' ' ? 'Space' : key].join('+');
    })
    .join(' ');
}

/** Presses the first keys of a row for the operator, who chose it by its words; returns whether somebody took them. */
export function pressRow({ chords: [chord] }: KeyRow, command = hasCommandKey()): boolean {
  if (chord === undefined) return false;
  const { mods, key } = strokeOf(chord);
  const hasMod = mods.has('Mod');
  const event = new KeyboardEvent('keydown', { key, shiftKey: mods.has('Shift'), altKey: mods.has('Alt'), ctrlKey: hasMod && !command, metaKey: hasMod && command, bubbles: true, cancelable: true });
  return !document.body.dispatchEvent(event);
}

const overlays = '[role="dialog"], [role="menu"]';
/** The lists of rows leave their keys to the screen. */
const typedIn = 'textarea, select, [contenteditable]:not([contenteditable="false"]), [role="combobox"], [role="listbox"]:not([data-row-list])';
const ticked = new Set(['radio', 'checkbox', 'button', 'submit', 'range']);
const keysOfTicked = /^(?: |Enter|Arrow\w+|Home|End|Page\w+)$/;

/** Whether it goes into a field, which takes back by itself what is typed. */
export function isTyped({ target }: Pick<KeyboardEvent, 'target'>): boolean {
  return target instanceof Element && target.closest('input:not([type="checkbox"], [type="radio"], [type="button"]), textarea, [contenteditable]:not([contenteditable="false"])') !== null;
}

/** Whether a key pressed there is meant for what is there: a field, an overlay, an input method. */
export function isMeantElsewhere(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing || event.key === 'Process') return true;
  const { target } = event;
  if (!(target instanceof Element)) return false;
  if (target.closest(overlays) !== null || document.querySelector('[role="dialog"][aria-modal="true"]') !== null) return true;
  // What is pressed with Ctrl or Command is no text.
  if ((event.ctrlKey || event.metaKey) && !event.getModifierState('AltGraph')) return false;
  if (target instanceof HTMLInputElement) return !ticked.has(target.type) || keysOfTicked.test(event.key);
  return target.closest(typedIn) !== null;
}
