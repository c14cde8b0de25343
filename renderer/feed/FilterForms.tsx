import { Button, TextInput } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { startOfDay } from '#renderer/ui/format.ts';
import type { FeedFilters } from './feedFilters.ts';

type Dates = Pick<FeedFilters, 'from' | 'to'>;

interface DatesProps extends Dates {
  readonly onDates: (dates: Dates) => void;
}

/** So many days before today's to so many: the last is the first that is no longer meant. */
const offers = [
  { name: 'today', days: [0, 1] },
  { name: 'yesterday', days: [-1, 0] },
  { name: 'week', days: [-6, 1] },
  { name: 'month', days: [-29, 1] },
] as const;

const pad = (part: number): string => String(part).padStart(2, '0');

/** As a date field has it: `2026-11-22`. */
function fieldText(atMs: number | null): string {
  if (atMs === null) return '';
  const at = new Date(atMs);
  return `${String(at.getFullYear())}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`;
}

/** Midnight of such a day, so many days later; null for none. */
function midnightOf(text: string, days: number): number | null {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  return year === undefined ? null : new Date(Number(year), Number(month) - 1, Number(date) + days).getTime();
}

function daysFromToday(days: number): number {
  const at = new Date(startOfDay(Date.now()));
  return at.setDate(at.getDate() + days);
}

/** Which days the calls are of: some that are offered, or from one to another. */
export function DatesForm({ from, to, onDates }: DatesProps): ReactNode {
  const { t } = useTranslation('feed');
  const [first, setFirst] = useState(() => fieldText(from));
  const [last, setLast] = useState(() => fieldText(to === null ? null : to - 1));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onDates({ from: midnightOf(first, 0), to: midnightOf(last, 1) });
  };
  return (
    <form className="filter-form" onSubmit={submit}>
      <div className="filter-offers">
        {offers.map(({ name, days: [begin, end] }, place) => (
          <Button key={name} size="compact-sm" data-autofocus={place === 0 ? true : undefined} onClick={() => onDates({ from: daysFromToday(begin), to: daysFromToday(end) })}>
            {t(`filter.day.${name}`)}
          </Button>
        ))}
      </div>
      <TextInput type="date" label={t('filter.day.from')} value={first} max={last} onChange={(event) => setFirst(event.currentTarget.value)} />
      <TextInput type="date" label={t('filter.day.to')} value={last} min={first} onChange={(event) => setLast(event.currentTarget.value)} />
      <Button type="submit" variant="filled">
        {t('filter.set')}
      </Button>
    </form>
  );
}

interface NumberProps {
  readonly phone: string | null;
  readonly onPhone: (phone: string | null) => void;
}

/** Which number the calls went to, whole. */
export function NumberForm({ phone, onPhone }: NumberProps): ReactNode {
  const { t } = useTranslation('feed');
  const [text, setText] = useState(phone ?? '');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onPhone(text.trim() === '' ? null : text.trim());
  };
  return (
    <form className="filter-form" onSubmit={submit}>
      <TextInput data-autofocus label={t('filter.phoneWhole')} inputMode="tel" value={text} maxLength={100} onChange={(event) => setText(event.currentTarget.value)} autoComplete="off" />
      <Button type="submit" variant="filled">
        {t('filter.set')}
      </Button>
    </form>
  );
}
