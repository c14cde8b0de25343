import { Button, Select, TextInput } from '@mantine/core';
import { useEffect, useEffectEvent, useRef, useState, type ReactNode, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Drift } from '#shared/model/drift.ts';
import { alertLevels, statusGroups, withStatusOverride } from '#shared/model/statuses.ts';
import type { AlertLevel, StatusGroup } from '#shared/model/statuses.ts';
import { StatusMark } from '#renderer/ui/StatusMark.tsx';
import type { DriftStore } from './driftStore.ts';
import './nameForm.css';

interface Props {
  readonly status: Drift;
  readonly drift: DriftStore;
  /** Called before the entry leaves the list. */
  readonly onSaved: () => void;
  readonly onCancel: () => void;
}

const byTheRules = 'rules';

/** A word, a group and an alert for a status that has none. */
export function NameForm({ status, drift, onSaved, onCancel }: Props): ReactNode {
  const { t } = useTranslation(['drift', 'settings', 'statuses']);
  const [label, setLabel] = useState('');
  const [group, setGroup] = useState<StatusGroup>('unknown');
  const [alert, setAlert] = useState<AlertLevel | null>(null);
  const [isSaving, setSaving] = useState(false);
  const { name } = status;
  const changes = Object.keys(withStatusOverride({}, name, { label, group, alert })).length > 0;

  const save = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (!changes || isSaving) return;
    setSaving(true);
    if (!(await drift.name(status, { label, group, alert }, onSaved))) setSaving(false);
  };
  const form = useRef<HTMLFormElement>(null);
  const onEscape = useEffectEvent((event: KeyboardEvent) => {
    // An open list of options takes the key for itself.
    if (event.key !== 'Escape' || (event.target instanceof Element && event.target.getAttribute('aria-expanded') === 'true')) return;
    event.preventDefault();
    onCancel();
  });
  useEffect(() => {
    const element = form.current;
    const listener = (event: KeyboardEvent): void => onEscape(event);
    element?.querySelector('input')?.focus();
    element?.addEventListener('keydown', listener);
    return () => element?.removeEventListener('keydown', listener);
  }, []);
  return (
    <form ref={form} className="drift-form quiet-inputs" aria-label={t('form', { name })} onSubmit={(event) => void save(event)}>
      <TextInput label={t('word')} placeholder={name.slice(0, 60)} maxLength={60} value={label} onChange={(event) => setLabel(event.currentTarget.value)} />
      <Select<StatusGroup>
        label={t('filedUnder')}
        allowDeselect={false}
        data={statusGroups.map((value) => ({ value, label: t(`statuses:group.${value}`) }))}
        value={group}
        onChange={(value) => value !== null && setGroup(value)}
      />
      <Select<AlertLevel | typeof byTheRules>
        label={t('announced')}
        allowDeselect={false}
        data={[{ value: byTheRules, label: t('settings:fields.statuses.byTheRules') }, ...alertLevels.map((value) => ({ value, label: t(`settings:fields.statuses.level.${value}`) }))]}
        value={alert ?? byTheRules}
        onChange={(value) => value !== null && setAlert(value === byTheRules ? null : value)}
      />
      <div className="drift-preview">
        <span className="drift-label">{t('preview')}</span>
        <StatusMark group={group} code={name} word={label.trim() === '' ? name : label} />
      </div>
      <div className="drift-form-deeds">
        <Button type="submit" variant="filled" disabled={!changes} loading={isSaving}>
          {t('save')}
        </Button>
        <Button variant="subtle" color="gray" onClick={onCancel}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  );
}
