import { Input } from '@mantine/core';
import { SpotlightFooter } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useContext, useEffect, useEffectEvent, useId, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/app/client.ts';
import { HeldKeysContext } from '#renderer/ui/heldKeys.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { Kbd } from '#renderer/ui/Kbd.tsx';
import { KeyCaps } from '#renderer/ui/KeyCaps.tsx';
import { chordOf, keys, pressRow, type KeyRow } from '#renderer/ui/keys.ts';
import { AllCallsLine, CallLine, CommandLine, DeedLine, PlaceLine } from './lines.tsx';
import { commandRows, commandsSign, matching, readQuery, type PaletteCommand, type PaletteDeed, type PalettePlace } from './paletteItems.ts';
import { Option } from './Option.tsx';
import { usePaletteCalls } from './usePaletteCalls.ts';

interface Props {
  readonly rows: readonly KeyRow[];
  readonly places: readonly PalettePlace[];
  readonly commandsOf: (words: string) => readonly PaletteCommand[];
  readonly deedsOf: (words: string) => readonly PaletteDeed[];
  /** Closes the palette, and then does what was chosen. */
  readonly onChoose: (run: () => void) => void;
  readonly onClose: () => void;
  /** Closes it, or opens it anew while it fades away. */
  readonly onToggle: () => void;
  /** Called when the palette is no longer there. */
  readonly onGone: () => void;
  readonly onOpenCall: (callId: string) => void;
  readonly onSearch: (q: string) => void;
}

interface Line {
  readonly id: string;
  readonly content: ReactNode;
  readonly run: () => void;
}

/** The palette's field and what it finds, of which one line is chosen by arrows and Enter. */
export function PaletteBody({ rows, places, commandsOf, deedsOf, onChoose, onClose, onToggle, onGone, onOpenCall, onSearch }: Props): ReactNode {
  const { t } = useTranslation('palette');
  const [text, setText] = useState('');
  const [chosenId, setChosenId] = useState<string | null>(null);
  const { words, isCommandsOnly } = readQuery(text);
  const commands = useCommands(rows);
  const { calls, isMore } = usePaletteCalls(isCommandsOnly ? '' : words);
  const listId = useId();
  const field = useRef<HTMLInputElement>(null);
  const gone = useEffectEvent(onGone);
  useEffect(() => {
    field.current?.focus();
    return () => gone();
  }, []);

  const allCalls: readonly Line[] = calls.length === 0 ? [] : [{ id: 'all-calls', content: <AllCallsLine words={words} row={searchRow} />, run: () => onSearch(words) }];
  const offered = [...commands, ...commandsOf(words)];
  const groups: { readonly id: 'places' | 'calls' | 'commands' | 'deeds'; readonly lines: readonly Line[] }[] = [
    { id: 'places', lines: isCommandsOnly ? [] : matching(places, words).map(({ item, marks }) => ({ id: `place-${item.id}`, content: <PlaceLine place={item} marks={marks} />, run: item.go })) },
    { id: 'calls', lines: [...calls.map((call) => ({ id: `call-${call.callId}`, content: <CallLine call={call} q={words} />, run: () => onOpenCall(call.callId) })), ...allCalls] },
    { id: 'commands', lines: matching(offered, words).map(({ item, marks }) => ({ id: `command-${item.id}`, content: <CommandLine command={item} marks={marks} />, run: item.run })) },
    { id: 'deeds', lines: words === '' || isCommandsOnly ? [] : deedsOf(words).map((deed) => ({ id: `deed-${deed.id}`, content: <DeedLine deed={deed} words={words} />, run: deed.run })) },
  ];
  const lines = groups.flatMap((group) => group.lines);
  const hasFound = groups.some(({ id, lines: found }) => id !== 'deeds' && found.length > 0);
  // What was found is meant from the start; what would be made of the words only where somebody goes there.
  const at = Math.max(hasFound ? 0 : -1, lines.findIndex(({ id }) => id === chosenId));
  const idOf = (line: Line): string => `${listId}-${line.id}`;
  const current = lines[at];

  function onKeyDown(event: KeyboardEvent): void {
    const { nativeEvent } = event;
    // Keys that choose a character of an input method are not meant for the palette.
    if (nativeEvent.isComposing) return;
    if (chordOf(nativeEvent, keys.close) === 0) onClose();
    else if (chordOf(nativeEvent, keys.palette) === 0) onToggle();
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      if (words !== '') onChoose(() => onSearch(words));
    } else if (event.key === 'Enter') {
      if (current !== undefined) onChoose(current.run);
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const next = lines.at((event.key === 'ArrowDown' ? at + 1 : Math.max(at, 0) - 1) % Math.max(1, lines.length));
      setChosenId(next?.id ?? null);
    } else return;
    event.preventDefault();
  }

  return (
    // What is chosen stays with the field, wherever in the palette a key is pressed.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the field has the keys; they bubble up to here
    <div onKeyDown={onKeyDown}>
      <Input
        size="lg"
        className="palette-field"
        variant="unstyled"
        ref={field}
        data-autofocus
        role="combobox"
        aria-label={t('field')}
        aria-expanded={lines.length > 0}
        aria-controls={listId}
        aria-activedescendant={current === undefined ? undefined : idOf(current)}
        aria-autocomplete="list"
        placeholder={t('placeholder')}
        value={text}
        maxLength={500}
        spellCheck={false}
        autoComplete="off"
        leftSection={<Icon of={IconSearch} size={16} />}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setChosenId(null);
        }}
      />
      <div id={listId} className="palette-list" role="listbox" aria-label={t('found')}>
        {groups
          .filter((group) => group.lines.length > 0)
          .map((group) => (
            <div key={group.id} role="group" aria-label={t(`group.${group.id}`)}>
              <div className="palette-group" aria-hidden>
                {t(`group.${group.id}`)}
              </div>
              {group.lines.map((line) => (
                <Option key={line.id} id={idOf(line)} isChosen={line === current} onPoint={() => setChosenId(line.id)} onChoose={() => onChoose(line.run)}>
                  {line.content}
                </Option>
              ))}
            </div>
          ))}
      </div>
      {!hasFound ? <p className="palette-empty">{t('nothing', { words })}</p> : null}
      <span role="status" className="sr-only">
        {t('count', { count: lines.length })}
      </span>
      <SpotlightFooter className="palette-footer" aria-hidden>
        <span>
          <Kbd>↵</Kbd> {t('hint.do')}
        </span>
        <span>
          <Kbd>↑</Kbd> <Kbd>↓</Kbd> {t('hint.move')}
        </span>
        <span>
          <Kbd>{commandsSign}</Kbd> {t('hint.commands')}
        </span>
        {calls.length === 0 ? null : (
          <span className="palette-all">
            {isMore ? t('hint.more') : t('hint.list')} <KeyCaps row={searchRow} />
          </span>
        )}
      </SpotlightFooter>
    </div>
  );
}

/** Of the palette itself, so it stands on no sheet. */
const searchRow: KeyRow = { ...keys.search, chords: ['Mod+Enter'] };

/** What can be done now: what the keys that hold do, and in the desktop app how large everything is. */
function useCommands(rows: readonly KeyRow[]): readonly PaletteCommand[] {
  const { t } = useTranslation(['keys', 'desktop']);
  const { isHeld } = useContext(HeldKeysContext);
  const { resize } = useClient();
  return useMemo(() => {
    const pressed = commandRows(rows)
      .filter((row) => isHeld(row))
      .map((row) => ({ id: row.id, label: t(`row.${row.id}`), row, run: () => void pressRow(row) }));
    const sizes = resize === null ? [] : (['larger', 'smaller', 'usualSize'] as const).map((by, place) => ({ id: by, label: t(`desktop:menu.${by}`), row: { ...keys.size, chords: [keys.size.chords[place] ?? ''] }, run: () => resize(by) }));
    return [...pressed, ...sizes];
  }, [rows, isHeld, resize, t]);
}
