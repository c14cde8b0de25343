import { Button, Select } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { ShownKey } from '#shared/model/pushSenders.ts';
import { FieldRow } from './FieldRow.tsx';
import { useEditing } from './editing.ts';

const hourMs = 3_600_000;
const graces = { none: 0, hour: hourMs, day: 24 * hourMs, week: 7 * 24 * hourMs } as const;
type Grace = keyof typeof graces;
const graceNames: readonly Grace[] = ['none', 'hour', 'day', 'week'];

/** Makes a new key for the push address, and tells which older ones still work and for how long. */
export function KeyField(): ReactNode {
  const { t } = useTranslation('settings');
  const { view, settings } = useEditing();
  const keyChange = useStore(settings.store, (state) => state.keyChange);
  const [grace, setGrace] = useState<Grace>('day');
  const { previousKeys } = view.settings.receiver;
  return (
    <FieldRow
      name="receiver.previousKeys"
      problem={keyChange === 'unreachable' ? t('fields.receiver.previousKeys.unreachable') : null}
      warning={grace === 'none' ? t('fields.receiver.previousKeys.none') : null}
    >
      {({ id, 'aria-describedby': describedBy }) => (
        <div className="setting-parts">
          <div className="rotate quiet-inputs">
            <Select
              id={id}
              label={t('fields.receiver.previousKeys.grace')}
              aria-describedby={describedBy}
              allowDeselect={false}
              data={graceNames.map((name) => ({ value: name, label: t(`fields.receiver.previousKeys.graces.${name}`) }))}
              value={grace}
              onChange={(name) => name !== null && setGrace(name)}
            />
            <Button variant="default" loading={keyChange === 'under way'} onClick={() => void settings.rotateKey(graces[grace])}>
              {t('fields.receiver.previousKeys.rotate')}
            </Button>
          </div>
          <div role="status">{keyChange === 'made' ? <p className="rotate-made">{t('fields.receiver.previousKeys.made')}</p> : null}</div>
          {previousKeys.length === 0 ? null : (
            <ul className="older-keys" aria-label={t('fields.receiver.previousKeys.list')}>
              {previousKeys.map((key) => (
                <OlderKey key={`${key.endsWith} ${key.endsAtMs}`} olderKey={key} />
              ))}
            </ul>
          )}
        </div>
      )}
    </FieldRow>
  );
}

function OlderKey({ olderKey: { endsWith, endsAtMs } }: { readonly olderKey: ShownKey }): ReactNode {
  const { t, i18n } = useTranslation('settings');
  const { settings } = useEditing();
  const time = new Intl.DateTimeFormat(i18n.language, { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }).format(endsAtMs);
  return (
    <li>
      <code>{`…${endsWith}`}</code>
      <span>{t('fields.receiver.previousKeys.until', { time })}</span>
      <Button variant="subtle" color="gray" aria-label={t('fields.receiver.previousKeys.endKey', { key: endsWith })} onClick={() => void settings.endPreviousKey(endsWith)}>
        {t('fields.receiver.previousKeys.end')}
      </Button>
    </li>
  );
}
