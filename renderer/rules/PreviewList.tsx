import { UnstyledButton } from '@mantine/core';
import { IconArrowUp, IconChevronRight, IconEqual, IconMinus } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AlertPreview, PreviewedCall } from '#shared/model/alert.ts';
import type { AlertRule } from '#shared/model/alertRule.ts';
import { placesOf, spokenWord } from '#shared/model/spokenWord.ts';
import { formatClockShort, formatCount, formatDuration } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { Marked } from '#renderer/ui/Marked.tsx';
import { foldText, marksAt, type Mark } from '#renderer/ui/marks.ts';
import { formatPhone } from '#renderer/ui/phone.ts';

interface Props {
  readonly kind: 'newly' | 'noLonger' | 'unchanged';
  readonly list: AlertPreview['newly'];
  readonly rule: AlertRule;
  readonly onOpenCall: (callId: string) => void;
}

const icons = { newly: IconArrowUp, noLonger: IconMinus, unchanged: IconEqual };

/** Calls of the preview, each with what made it fit or not; what has not changed is folded. */
export function PreviewList({ kind, list: { count, items }, rule, onOpenCall }: Props): ReactNode {
  const { t } = useTranslation('rules');
  const [isOpen, setOpen] = useState(kind !== 'unchanged');
  if (count === 0) return null;
  return (
    <div className="preview-list" data-preview={kind}>
      <h3>
        <UnstyledButton className="preview-fold" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          <span>{t(`preview.${kind}`)}</span>
          <span className="preview-count">{formatCount(count)}</span>
          <Icon of={IconChevronRight} className={isOpen ? 'icon preview-chevron preview-chevron-open' : 'icon preview-chevron'} />
        </UnstyledButton>
      </h3>
      {isOpen ? (
        <ul>
          {items.map((item) => (
            <li key={item.callId}>
              <UnstyledButton className="preview-call" onClick={() => onOpenCall(item.callId)}>
                <span className={`preview-mark preview-mark-${kind}`}>
                  <Icon of={icons[kind]} size={12} />
                </span>
                <span className="preview-phone">{item.phone === null ? item.callId : formatPhone(item.phone)}</span>
                <span className="preview-words" dir="auto">
                  <Why item={item} rule={rule} />
                </span>
                <time className="preview-time">{formatClockShort(item.receivedAtMs)}</time>
              </UnstyledButton>
            </li>
          ))}
          {count > items.length ? <li className="rules-note">{t('preview.more', { count: count - items.length })}</li> : null}
        </ul>
      ) : null}
    </div>
  );
}

function Why({ item: { misfit, sentence, talkMs }, rule: { when } }: { readonly item: PreviewedCall; readonly rule: AlertRule }): ReactNode {
  const { t } = useTranslation('rules');
  if (misfit === null) {
    if (sentence === null) return null;
    return <Marked text={sentence} marks={marksOfWords(sentence, when.words)} />;
  }
  if (misfit === 'talk') return talkMs === null ? t('preview.because.talkUnknown') : t('preview.because.talk', { talk: formatDuration(talkMs), least: formatDuration((when.minTalkSeconds ?? 0) * 1000) });
  return t(`preview.because.${misfit}`);
}

function marksOfWords(sentence: string, words: readonly string[]): Mark[] {
  const said = foldText(sentence);
  const wanted = words.map(spokenWord).map(({ text, isWhole }) => ({ text: foldText(text).text, isWhole }));
  return marksAt(
    said,
    wanted.flatMap((word) => placesOf(said.text, word).map((at) => ({ at, length: word.text.length }))),
  );
}
