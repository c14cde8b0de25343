import { describe, expect, it } from 'vitest';
import { ariaShortcut, chordOf, keys, strokeOf, type KeyRow } from '#renderer/ui/keys.ts';
import { keys as texts } from '#shared/texts/en/keys.ts';

interface Press extends Partial<Pick<KeyboardEvent, 'code' | 'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey' | 'repeat'>> {
  readonly altGraph?: boolean;
}

function press(key: string, { altGraph = false, ...rest }: Press = {}): KeyboardEvent {
  const none = { code: '', shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, repeat: false };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as much of an event as the keys are read from
  return { key, ...none, ...rest, getModifierState: (name: string) => altGraph && name === 'AltGraph' } as KeyboardEvent;
}

const row = (...chords: KeyRow['chords']): KeyRow => ({ id: 'keys', group: 'reading', chords, where: null });
const is = (event: KeyboardEvent, chord: KeyRow['chords'][number], command = false): boolean => chordOf(event, row(chord), command) === 0;

describe('chordOf', () => {
  it('says which of the keys was pressed', () => {
    expect(chordOf(press('j'), keys.rows)).toBe(0);
    expect(chordOf(press('k'), keys.rows)).toBe(1);
    expect(chordOf(press('l'), keys.rows)).toBe(-1);
  });

  it('takes a letter as it is, whatever Caps Lock says, and none with a modifier', () => {
    expect(is(press('V'), 'V')).toBe(true);
    expect(is(press('V', { shiftKey: true }), 'V')).toBe(false);
    expect(is(press('v', { ctrlKey: true }), 'V')).toBe(false);
    expect(is(press('v', { altKey: true }), 'V')).toBe(false);
  });

  it('takes Ctrl or Command by the keyboard, and not the other', () => {
    const withCtrl = press('f', { ctrlKey: true });
    const withCommand = press('f', { metaKey: true });
    expect([is(withCtrl, 'Mod+F'), is(withCommand, 'Mod+F'), is(withCtrl, 'Mod+F', true), is(withCommand, 'Mod+F', true)]).toEqual([true, false, false, true]);
    expect(is(press('F', { ctrlKey: true, shiftKey: true }), 'Mod+F')).toBe(false);
    expect(is(press('C', { ctrlKey: true, shiftKey: true }), 'Mod+Shift+C')).toBe(true);
  });

  it('tells an arrow from one with Shift', () => {
    expect(is(press('ArrowLeft'), 'ArrowLeft')).toBe(true);
    expect(is(press('ArrowLeft', { shiftKey: true }), 'ArrowLeft')).toBe(false);
    expect(is(press('ArrowLeft', { shiftKey: true }), 'Shift+ArrowLeft')).toBe(true);
  });

  it('takes a character however the layout makes it', () => {
    expect(is(press('?', { shiftKey: true }), '?')).toBe(true);
    expect(is(press('[', { ctrlKey: true, altKey: true, altGraph: true }), '['), 'AltGr on Windows').toBe(true);
    expect(is(press('[', { altGraph: true }), '['), 'AltGr on Linux').toBe(true);
    expect(is(press('[', { altKey: true }), '[', true), 'Option on a Mac').toBe(true);
    expect(is(press('[', { altKey: true }), '[')).toBe(false);
    expect(is(press('[', { metaKey: true }), '[', true), 'back, in a browser on a Mac').toBe(false);
    expect(is(press('=', { shiftKey: false }), { press: '+', also: ['='] })).toBe(true);
  });

  it('goes by the place of a key where the layout has another script', () => {
    expect(is(press('о', { code: 'KeyJ' }), 'J'), 'Russian').toBe(true);
    expect(is(press('А', { code: 'KeyF', ctrlKey: true }), 'Mod+F'), 'Russian').toBe(true);
    expect(is(press('х', { code: 'BracketLeft' }), '['), 'Russian').toBe(true);
    expect(is(press('ฦ', { code: 'Slash', shiftKey: true }), '?'), 'Thai').toBe(true);
    expect(is(press('ü', { code: 'BracketLeft' }), '['), 'German has its own bracket').toBe(false);
    expect(is(press('a', { code: 'KeyQ' }), 'Q'), 'French').toBe(false);
  });

  it('does once what holding the key should not do again', () => {
    expect(chordOf(press('v', { repeat: true }), keys.follow)).toBe(-1);
    expect(chordOf(press('j', { repeat: true }), keys.rows)).toBe(0);
  });
});

describe('the registry', () => {
  it('has a text for each row', () => {
    for (const { id } of Object.values(keys)) expect(texts.row[id]).toBeTruthy();
  });

  it('takes a chord apart, a plus by itself included', () => {
    expect(strokeOf('Mod+Shift+C')).toEqual({ mods: new Set(['Mod', 'Shift']), key: 'C' });
    expect(strokeOf({ press: '+', also: ['='] })).toEqual({ mods: new Set(), key: '+' });
  });

  it('names shortcuts as ARIA wants them', () => {
    expect(ariaShortcut(keys.copyTranscript, false)).toBe('Control+Shift+C');
    expect(ariaShortcut(keys.copyTranscript, true)).toBe('Meta+Shift+C');
  });
});
