import { Select, type ComboboxItem } from '@mantine/core';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMoney } from '#renderer/ui/format.ts';
import { useNow } from '#renderer/ui/useNow.ts';
import { currencyChoices } from './currencies.ts';
import { FieldRow } from './FieldRow.tsx';
import { SectionFrame } from './SectionFrame.tsx';
import { useEditing, useSetting } from './editing.ts';
import { fitsSearch, timeIn, timeZoneChoices } from './timeZones.ts';

/** How the platform writes times and money. */
export function PlatformSection(): ReactNode {
  return (
    <SectionFrame section="platform">
      <TimeZoneField />
      <CurrencyField />
    </SectionFrame>
  );
}

/** All zones at once would be some 450 rows: what was typed narrows them down. */
const shownAtMost = 80;

function TimeZoneField(): ReactNode {
  const { t } = useTranslation('settings');
  const { now } = useEditing();
  const { value, set, problem, decidedBy } = useSetting('platform.timeZone');
  const nowMs = useNow(1000, now);
  const day = Math.floor(nowMs / 86_400_000);
  const choices = useMemo(() => timeZoneChoices(day * 86_400_000, value), [day, value]);
  const time = timeIn(value, nowMs);
  return (
    <FieldRow name="platform.timeZone" problem={problem} decidedBy={decidedBy} note={time === null ? undefined : t('fields.platform.timeZone.now', { time })}>
      {(control) => (
        <Select
          {...control}
          searchable
          allowDeselect={false}
          data={choices}
          limit={shownAtMost}
          filter={({ options, search }) => options.filter((option): option is ComboboxItem => 'value' in option && fitsSearch(option, search))}
          placeholder={t('fields.platform.timeZone.search')}
          nothingFoundMessage={t('fields.platform.timeZone.none')}
          value={value}
          onChange={(zone) => zone !== null && set(zone)}
        />
      )}
    </FieldRow>
  );
}

function CurrencyField(): ReactNode {
  const { t, i18n } = useTranslation('settings');
  const { value, set, problem, decidedBy } = useSetting('platform.currency');
  const choices = useMemo(() => currencyChoices(i18n.language, value), [i18n.language, value]);
  return (
    <FieldRow name="platform.currency" problem={problem} decidedBy={decidedBy} note={t('fields.platform.currency.sample', { amount: formatMoney('0.0820', value) })}>
      {(control) => (
        <Select
          {...control}
          searchable
          allowDeselect={false}
          data={choices}
          placeholder={t('fields.platform.currency.search')}
          nothingFoundMessage={t('fields.platform.currency.none')}
          value={value}
          onChange={(currency) => currency !== null && set(currency)}
        />
      )}
    </FieldRow>
  );
}
