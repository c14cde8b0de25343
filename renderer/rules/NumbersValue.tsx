import { Textarea } from '@mantine/core';
import { useId, useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { numberListOf } from './numberList.ts';

interface Props {
  readonly label: string;
  readonly numbers: readonly string[];
  readonly disabled: boolean;
  readonly onChange: (numbers: string[]) => void;
}

const mostRows = 8;
const nothingLeftOut = { odd: [], left: 0 } as const;

/** Customers' numbers, one a line: thousands of them can be pasted. */
export function NumbersValue({ label, numbers, disabled, onChange }: Props): ReactNode {
  const { t } = useTranslation('rules');
  const [typed, setTyped] = useState('');
  const about = useId();
  const written = numbers.join('\n');
  const read = useMemo(() => numberListOf(typed), [typed]);
  // What is typed stays as it is typed for as long as the rule has its numbers.
  const isTyped = read.numbers.join('\n') === written;
  const text = isTyped && typed !== '' ? typed : written;
  const { odd, left } = isTyped ? read : nothingLeftOut;
  const [first] = odd;
  return (
    <div>
      <Textarea
        className="condition-numbers"
        aria-label={label}
        aria-describedby={about}
        disabled={disabled}
        spellCheck={false}
        placeholder={t('numbers.placeholder')}
        rows={Math.min(mostRows, Math.max(2, text.split('\n', mostRows).length))}
        value={text}
        onChange={({ currentTarget: { value } }) => {
          setTyped(value);
          onChange(numberListOf(value).numbers);
        }}
      />
      <p id={about} className="condition-about">
        {t('numbers.count', { count: numbers.length })}
        {first === undefined ? null : ` ${t('numbers.odd', { count: odd.length, first })}`}
        {left === 0 ? null : ` ${t('numbers.left', { count: left })}`}
      </p>
    </div>
  );
}
