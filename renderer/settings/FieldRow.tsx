import { IconAlertTriangle, IconLock, IconRotateClockwise } from '@tabler/icons-react';
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '#renderer/ui/Icon.tsx';
import { needsRestart } from './settingNames.ts';
import type { SettingName } from './settingNames.ts';
import './setting.css';

/** What a field's control is given, so that label, hint and problem belong to it for every reader. */
interface ControlProps {
  readonly id: string;
  readonly 'aria-labelledby': string;
  readonly 'aria-describedby': string;
  readonly disabled: boolean;
  readonly error: boolean;
}

interface Props {
  readonly name: SettingName;
  readonly children: (control: ControlProps) => ReactNode;
  readonly problem?: string | null;
  readonly decidedBy?: string | null;
  /** A sentence about the value as it stands. */
  readonly note?: ReactNode;
  /** A warning about the value as it stands. */
  readonly warning?: string | null;
  /** Whether the control takes the whole width, under its label. */
  readonly wide?: boolean;
}

/** A setting's row: what it is on the left, its control with whatever is to be said about it on the right. */
export function FieldRow({ name, children, problem = null, decidedBy = null, note, warning = null, wide = false }: Props): ReactNode {
  const { t } = useTranslation('settings');
  const id = useId();
  const hint = t(`fields.${name}.hint`);
  const labelId = `${id}-label`;
  const describedBy = hint === '' ? `${id}-said` : `${id}-said ${id}-hint`;
  return (
    <div className={wide ? 'setting setting-wide' : 'setting'} data-setting={name}>
      <div className="setting-words">
        <label className="setting-label" id={labelId} htmlFor={id}>
          {t(`fields.${name}.label`)}
        </label>
        {hint === '' ? null : (
          <p className="setting-hint" id={`${id}-hint`}>
            {hint}
          </p>
        )}
      </div>
      <div className="setting-control">
        {children({
          id,
          'aria-labelledby': labelId,
          'aria-describedby': describedBy,
          disabled: decidedBy !== null,
          error: problem !== null,
        })}
        <div className="setting-said" id={`${id}-said`}>
          {problem === null ? null : (
            <p className="setting-problem" role="alert">
              <Icon of={IconAlertTriangle} />
              {problem}
            </p>
          )}
          {warning === null ? null : (
            <p className="setting-warning">
              <Icon of={IconAlertTriangle} />
              {warning}
            </p>
          )}
          {note === undefined ? null : <p className="setting-note">{note}</p>}
          {decidedBy === null ? null : (
            <p className="setting-note">
              <Icon of={IconLock} />
              {decidedBy}
            </p>
          )}
          {needsRestart(name) && decidedBy === null ? (
            <p className="setting-note">
              <Icon of={IconRotateClockwise} />
              {t('restart.field')}
            </p>
          ) : null}
        </div>
      </div>
    </div>
  );
}
