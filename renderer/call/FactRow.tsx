import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CopyIconButton } from '#renderer/ui/CopyIconButton.tsx';

interface Props {
  readonly name: string;
  readonly text: string;
  readonly isJson: boolean;
}

/** Longer values open on demand: a pushed value may have megabytes. */
const textShown = 800;

/** One fact: its name, its value wrapped in full, a button to copy it. */
export function FactRow({ name, text, isJson }: Props): ReactNode {
  const { t } = useTranslation('call');
  const [whole, setWhole] = useState(false);
  const isLong = text.length > textShown;
  return (
    <div className="fact">
      <span className="fact-name" dir="auto">
        {name}
      </span>
      <span className={isJson ? 'fact-value fact-json' : 'fact-value'} dir="auto">
        {isLong ? (
          <>
            <bdi>{whole ? text : `${text.slice(0, textShown)}…`}</bdi>
            <button type="button" className="call-more" aria-expanded={whole} onClick={() => setWhole(!whole)}>
              {whole ? t('showLess') : t('showWhole', { count: text.length })}
            </button>
          </>
        ) : (
          text
        )}
      </span>
      <span className="fact-copy">
        <CopyIconButton value={text} label={t('copyValue', { name })} copiedLabel={t('copied')} />
      </span>
    </div>
  );
}
