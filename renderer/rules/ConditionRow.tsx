import { ActionIcon, Select } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AlertConditions } from '#shared/model/alertRule.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { ConditionValue } from './ConditionValue.tsx';
import type { ConditionKind } from './conditions.ts';

interface Props {
  readonly kind: ConditionKind;
  /** Those that it may become, itself among them. */
  readonly kinds: readonly ConditionKind[];
  readonly when: AlertConditions;
  readonly disabled: boolean;
  readonly onChange: (when: AlertConditions) => void;
  readonly onKind: (kind: ConditionKind) => void;
  readonly onRemove: () => void;
}

/** One condition: what it is about, and which values fit. */
export function ConditionRow({ kind, kinds, when, disabled, onChange, onKind, onRemove }: Props): ReactNode {
  const { t } = useTranslation('rules');
  const condition = t(`condition.${kind}`);
  return (
    <li className="condition" data-condition={kind}>
      <Select<ConditionKind>
        aria-label={t('conditionKind')}
        allowDeselect={false}
        disabled={disabled}
        data={kinds.map((value) => ({ value, label: t(`condition.${value}`) }))}
        value={kind}
        onChange={(next) => next !== null && next !== kind && onKind(next)}
      />
      <span className="condition-operator">{t(`operator.${kind}`)}</span>
      <ConditionValue kind={kind} when={when} disabled={disabled} onChange={onChange} />
      <ActionIcon aria-label={t('removeCondition', { condition })} title={t('removeCondition', { condition })} disabled={disabled} onClick={onRemove}>
        <Icon of={IconX} />
      </ActionIcon>
    </li>
  );
}
