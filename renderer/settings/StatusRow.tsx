import { ActionIcon, Select, Switch, TextInput, Tooltip } from '@mantine/core';
import { IconRestore } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { alertLevels, knownStatuses, meaningOfStatus, statusGroups } from '#shared/model/statuses.ts';
import type { AlertLevel, StatusChange, StatusGroup, StatusOverrides } from '#shared/model/statuses.ts';
import { statusWord } from '#shared/texts/index.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { StatusMark } from '#renderer/ui/StatusMark.tsx';

interface Props {
  /** `resultStatus` as it comes. */
  readonly code: string;
  readonly overrides: StatusOverrides;
  /** What the alert rules do with its calls, in words, filed under its group; null until it is known. */
  readonly byTheRules: (group: StatusGroup) => string | null;
  /** `null` resets the status. */
  readonly onChange: (change: StatusChange | null) => void;
}

const rulesDecide = 'rules';

/** One status: as it looks, what the vendor says of it, and the operator's own word, group, announcement and card. */
export function StatusRow({ code, overrides, byTheRules, onChange }: Props): ReactNode {
  const { t } = useTranslation(['settings', 'statuses']);
  const { t: words } = useTranslation();
  const meaning = meaningOfStatus(code, overrides);
  const usualWord = statusWord(words, code, meaningOfStatus(code, {}));
  const vendor = knownStatuses[code]?.vendorWords;
  const own = overrides[code];
  const does = byTheRules(meaning.group);
  return (
    <tr>
      <th scope="row">
        <StatusMark group={meaning.group} code={code} word={statusWord(words, code, meaning)} />
        <span className="statuses-vendor">
          <code>{code}</code>
          <span>{vendor === undefined ? t('fields.statuses.unknown') : t('fields.statuses.vendor', { words: vendor })}</span>
        </span>
      </th>
      <td>
        <TextInput
          aria-label={t('fields.statuses.wordOf', { code })}
          placeholder={usualWord}
          maxLength={60}
          value={own?.label ?? ''}
          onChange={(event) => onChange({ label: event.currentTarget.value })}
        />
      </td>
      <td>
        <Select<StatusGroup>
          aria-label={t('fields.statuses.groupOf', { code })}
          allowDeselect={false}
          data={statusGroups.map((group) => ({ value: group, label: t(`group.${group}`, { ns: 'statuses' }) }))}
          value={meaning.group}
          onChange={(group) => group !== null && onChange({ group })}
        />
      </td>
      <td>
        <Select<AlertLevel | typeof rulesDecide>
          aria-label={t('fields.statuses.alertOf', { code })}
          allowDeselect={false}
          data={[{ value: rulesDecide, label: does === null ? t('fields.statuses.byTheRules') : t('fields.statuses.byTheRulesDoes', { does }) }, ...alertLevels.map((level) => ({ value: level, label: t(`fields.statuses.level.${level}`) }))]}
          value={own?.alert ?? rulesDecide}
          onChange={(alert) => alert !== null && onChange({ alert: alert === rulesDecide ? null : alert })}
        />
      </td>
      <td className="statuses-rescue">
        <Switch aria-label={t('fields.statuses.rescueOf', { code })} checked={meaning.rescue} onChange={(event) => onChange({ rescue: event.currentTarget.checked })} />
      </td>
      <td>
        <Tooltip label={t('fields.statuses.reset', { status: usualWord })} disabled={own === undefined}>
          <ActionIcon aria-label={t('fields.statuses.reset', { status: usualWord })} disabled={own === undefined} onClick={() => onChange(null)}>
            <Icon of={IconRestore} size={15} />
          </ActionIcon>
        </Tooltip>
      </td>
    </tr>
  );
}
