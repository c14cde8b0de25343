import { ActionIcon, Popover, TextInput } from '@mantine/core';
import { IconSearch, IconX } from '@tabler/icons-react';
import { useEffect, useEffectEvent, useId, useRef, useState, type KeyboardEvent as ReactKeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '#renderer/ui/Icon.tsx';
import { KeyCaps } from '#renderer/ui/KeyCaps.tsx';
import { ariaShortcut, keys } from '#renderer/ui/keys.ts';
import { useRowKey } from '#renderer/ui/useRowKey.ts';
import './search.css';

interface Props {
  /** What is searched. */
  readonly covers: 'calls' | 'pushes';
  /** The search as the address has it. */
  readonly value: string;
  /** Called a moment after the last key, and at once when it is cleared or left. */
  readonly onSearch: (q: string) => void;
}

const pauseMs = 200;
const asHint = { position: 'bottom-start', width: 'target', offset: 6, trapFocus: false, closeOnEscape: false, withRoles: false } as const;

/** The one search box. A key goes to it; Enter leaves it, Escape clears it and then leaves it. */
export function SearchBox({ covers, value, onSearch }: Props): ReactNode {
  const { t } = useTranslation('search');
  const texts = covers === 'pushes' ? { label: t('pushes.label'), placeholder: t('pushes.placeholder'), covers: t('pushes.covers') } : { label: t('label'), placeholder: t('placeholder'), covers: t('covers') };
  const hintId = useId();
  const input = useRef<HTMLInputElement>(null);
  const [focused, setFocused] = useState(false);
  // What is being typed stands until the address says something else than when it was begun.
  const [draft, setDraft] = useState({ text: value, asked: value });
  const text = draft.asked === value ? draft.text : value;

  const searchFor = useEffectEvent((q: string) => {
    setDraft({ text, asked: q });
    onSearch(q);
  });
  useEffect(() => {
    const q = text.trim();
    if (q === value) return undefined;
    const timer = setTimeout(() => searchFor(q), pauseMs);
    return () => clearTimeout(timer);
  }, [text, value]);

  useRowKey(keys.search, () => {
    input.current?.focus();
    input.current?.select();
  });

  function setNow(q: string): void {
    setDraft({ text: q, asked: q.trim() });
    onSearch(q.trim());
  }

  function onKeyDown(event: ReactKeyboardEvent): void {
    // Keys that choose a character of an input method are not meant for the box.
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape' && text !== '') setNow('');
    else if (event.key === 'Escape' || event.key === 'Enter') input.current?.blur();
    else return;
    event.preventDefault();
  }

  return (
    <Popover opened={focused && text === ''} {...asHint}>
      <Popover.Target>
        <TextInput
          ref={input}
          className="search"
          type="search"
          aria-label={texts.label}
          aria-describedby={hintId}
          aria-keyshortcuts={ariaShortcut(keys.search)}
          placeholder={texts.placeholder}
          value={text}
          maxLength={500}
          spellCheck={false}
          autoComplete="off"
          leftSection={<Icon of={IconSearch} size={15} />}
          rightSection={text === '' ? <KeyCaps row={keys.search} /> : <ClearButton onClear={() => setNow('')} />}
          onChange={(event) => setDraft({ text: event.currentTarget.value, asked: value })}
          onFocus={() => setFocused(true)}
          onBlur={() => {
            setFocused(false);
            // A search comes back to the desk: later it would come in between where its writer goes next.
            if (text.trim() !== value) setNow(text);
          }}
          onKeyDown={onKeyDown}
        />
      </Popover.Target>
      <Popover.Dropdown className="search-hint" aria-hidden>
        {texts.covers}
      </Popover.Dropdown>
      <span id={hintId} className="sr-only">
        {texts.covers}
      </span>
    </Popover>
  );
}

function ClearButton({ onClear }: { readonly onClear: () => void }): ReactNode {
  const { t } = useTranslation('search');
  return (
    <ActionIcon aria-label={t('clear')} title={t('clear')} size={22} onClick={onClear}>
      <Icon of={IconX} />
    </ActionIcon>
  );
}
