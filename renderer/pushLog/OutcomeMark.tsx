import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PushOutcome } from '#shared/model/push.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { outcomeIcons } from './outcomes.ts';

interface Props {
  readonly outcome: PushOutcome;
}

/** What became of a push: icon, word and colour. */
export function OutcomeMark({ outcome }: Props): ReactNode {
  const { t } = useTranslation('pushLog');
  return (
    <span className={`outcome outcome-${outcome}`}>
      <Icon of={outcomeIcons[outcome]} />
      <span className="outcome-word">{t(`outcome.${outcome}`)}</span>
    </span>
  );
}
