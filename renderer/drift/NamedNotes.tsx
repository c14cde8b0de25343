import { Anchor, Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Drift } from '#shared/model/drift.ts';
import { meaningOfStatus } from '#shared/model/statuses.ts';
import { useStatusOverrides, useStatusWord } from '#renderer/app/settings.ts';
import { StatusMark } from '#renderer/ui/StatusMark.tsx';
import './namedNotes.css';

interface Props {
  /** Statuses that were named, the latest first. */
  readonly named: readonly Drift[];
  readonly onUndo: (status: Drift) => void;
  readonly onChangeLater: () => void;
}

/** What became of the statuses that were named, the way back, and where it can be changed later. */
export function NamedNotes({ named, onUndo, onChangeLater }: Props): ReactNode {
  const { t } = useTranslation(['drift', 'statuses']);
  const overrides = useStatusOverrides();
  const statusWord = useStatusWord();
  const stillNamed = named.filter(({ name }) => Object.hasOwn(overrides, name));
  return (
    <div role="status" className="drift-notes">
      {stillNamed.map((status) => {
        const { name } = status;
        const { group } = meaningOfStatus(name, overrides);
        const alert = overrides[name]?.alert;
        return (
          <div key={name} className="drift-note">
            <StatusMark group={group} code={name} word={statusWord(name)} />
            <span className="drift-note-text">
              {t('named', { name, group: t(`statuses:group.${group}`) })} {alert === undefined ? t('announcement.rules') : t(`announcement.${alert}`)}{' '}
              <Anchor component="button" type="button" inherit onClick={onChangeLater}>
                {t('changeLater')}
              </Anchor>
            </span>
            <Button variant="subtle" color="gray" aria-label={t('undoOf', { name })} onClick={() => onUndo(status)}>
              {t('undo')}
            </Button>
          </div>
        );
      })}
    </div>
  );
}
