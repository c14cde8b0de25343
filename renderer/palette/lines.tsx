import { IconChevronRight, IconSearch } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Call } from '#shared/model/call.ts';
import { useStatusWord } from '#renderer/app/settings.ts';
import { formatClockShort } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { KeyCaps } from '#renderer/ui/KeyCaps.tsx';
import type { KeyRow } from '#renderer/ui/keys.ts';
import { Marked } from '#renderer/ui/Marked.tsx';
import { findMarks, foldDigits, type Mark } from '#renderer/ui/marks.ts';
import { formatPhone } from '#renderer/ui/phone.ts';
import { statusIcon } from '#renderer/ui/StatusMark.tsx';
import type { PaletteCommand, PaletteDeed, PalettePlace } from './paletteItems.ts';

export function PlaceLine({ place, marks }: { readonly place: PalettePlace; readonly marks: readonly Mark[] }): ReactNode {
  return (
    <>
      <Icon of={place.icon} size={15} />
      <span className="palette-label">
        <Marked text={place.label} marks={marks} />
        {place.note === null ? null : <span className="palette-note"> {place.note}</span>}
      </span>
    </>
  );
}

export function CommandLine({ command, marks }: { readonly command: PaletteCommand; readonly marks: readonly Mark[] }): ReactNode {
  return (
    <>
      <Icon of={IconChevronRight} size={15} />
      <span className="palette-label">
        <Marked text={command.label} marks={marks} />
      </span>
      {command.row === null ? null : <KeyCaps row={command.row} isRead />}
    </>
  );
}

export function DeedLine({ deed, words }: { readonly deed: PaletteDeed; readonly words: string }): ReactNode {
  return (
    <>
      <Icon of={deed.icon} size={15} />
      <span className="palette-label">
        {deed.before}
        <b dir="auto">{words}</b>
        {deed.after}
      </span>
    </>
  );
}

/** All calls that were found, in the list. */
export function AllCallsLine({ words, row }: { readonly words: string; readonly row: KeyRow }): ReactNode {
  const { t } = useTranslation('palette');
  return (
    <>
      <Icon of={IconSearch} size={15} />
      <span className="palette-label">{t('findAll', { words })}</span>
      <KeyCaps row={row} isRead />
    </>
  );
}

/** A call that was found: its number, and what the customer said first. */
export function CallLine({ call, q }: { readonly call: Call; readonly q: string }): ReactNode {
  const { t } = useTranslation('feed');
  const word = useStatusWord();
  const phone = call.phone === null || call.phone === '' ? t('noPhone') : formatPhone(call.phone);
  const words = [call.customerName, call.customerWords].filter((part) => part !== null).join(' · ');
  return (
    <>
      <Icon of={statusIcon(call.statusGroup, call.status)} size={15} className={`icon icon-${call.statusGroup}`} />
      <span className="sr-only">{word(call.status)}</span>
      <span className="palette-phone">
        <Marked text={phone} marks={findMarks(phone, /^[\d\s+().-]{2,}$/.test(q) ? q.replaceAll(/\s/gu, '') : '', foldDigits)} />
      </span>
      <span className="palette-words" dir="auto">
        <Marked text={words} marks={findMarks(words, q)} />
      </span>
      <time className="palette-note">{formatClockShort(call.receivedAtMs)}</time>
    </>
  );
}
