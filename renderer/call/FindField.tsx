import { ActionIcon, TextInput } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconSearch } from '@tabler/icons-react';
import { useRef, type KeyboardEvent, type MouseEvent, type ReactNode, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '#renderer/ui/Icon.tsx';
import { KeyCaps } from '#renderer/ui/KeyCaps.tsx';
import { ariaShortcut, chordOf, keys } from '#renderer/ui/keys.ts';
import type { Find } from './useFind.ts';

interface Props {
  readonly find: Find;
  readonly inputRef: Ref<HTMLInputElement>;
  readonly onText: (text: string) => void;
  readonly onStep: (direction: 1 | -1) => void;
  /** Hears the sentence of the place; null where there is no sound. */
  readonly onHear: (() => void) | null;
  /** Called with what had the focus before the field; null where that is not known. */
  readonly onLeave: (before: Element | null) => void;
}

/** A click leaves the focus in the field. */
const keepFocus = (event: MouseEvent): void => event.preventDefault();

/** What to find in the transcript, and which of the places it is. */
export function FindField({ find, inputRef, onText, onStep, onHear, onLeave }: Props): ReactNode {
  const { t } = useTranslation('call');
  const before = useRef<Element | null>(null);
  const { text, places, position } = find;
  const isFinding = text.trim() !== '';
  const count = places.length;
  const found = count === 0 ? t('find.none') : position === null ? t('find.count', { count }) : t('find.position', { position: position + 1, count });

  function onKeyDown(event: KeyboardEvent): void {
    // Keys that choose a character of an input method are not meant for the field.
    if (event.nativeEvent.isComposing) return;
    const step = chordOf(event.nativeEvent, keys.place);
    if (step !== -1) onStep(step === 0 ? 1 : -1);
    else if (chordOf(event.nativeEvent, keys.hearPlace) === 0) onHear?.();
    else if (chordOf(event.nativeEvent, keys.close) === 0) {
      onText('');
      onLeave(before.current);
    } else return;
    event.preventDefault();
  }

  const button = (icon: typeof IconChevronLeft, label: string, direction: 1 | -1): ReactNode => (
    <ActionIcon size={20} aria-label={label} title={label} disabled={count === 0} onMouseDown={keepFocus} onClick={() => onStep(direction)}>
      <Icon of={icon} size={14} />
    </ActionIcon>
  );

  return (
    <>
      <TextInput
        ref={inputRef}
        className={isFinding ? 'find find-busy' : 'find'}
        aria-label={t('find.label')}
        aria-keyshortcuts={ariaShortcut(keys.find)}
        placeholder={t('find.placeholder')}
        value={text}
        maxLength={200}
        spellCheck={false}
        autoComplete="off"
        dir="auto"
        leftSection={<Icon of={IconSearch} size={14} />}
        rightSection={
          isFinding ? (
            <>
              <span className={count === 0 ? 'find-count find-none' : 'find-count'} aria-hidden>
                {found}
              </span>
              {button(IconChevronLeft, t('find.previous'), -1)}
              {button(IconChevronRight, t('find.next'), 1)}
            </>
          ) : (
            <span className="find-key">
              <KeyCaps row={keys.find} />
            </span>
          )
        }
        onChange={(event) => onText(event.currentTarget.value)}
        onFocus={(event) => {
          if (!event.currentTarget.parentElement?.contains(event.relatedTarget)) before.current = event.relatedTarget;
        }}
        onKeyDown={onKeyDown}
      />
      <span role="status" className="sr-only">
        {isFinding ? found : null}
      </span>
    </>
  );
}
