import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyCaps } from '#renderer/ui/KeyCaps.tsx';
import { chordOf, keys, type KeyGroup } from '#renderer/ui/keys.ts';
import { useKeyDown } from '#renderer/ui/useKeyDown.ts';
import { useClient } from './client.ts';
import { keyRows } from './keyRows.ts';
import './keys.css';

interface Props {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** From top to bottom. */
const columns: readonly (readonly KeyGroup[])[] = [
  ['moving', 'deciding', 'adjusting'],
  ['listening', 'reading'],
];

const classNames = { content: 'keys-sheet', body: 'keys-body' };
const overlay = { backgroundOpacity: 0.5 };

/** Every key there is; the handlers go by the same rows. */
export function KeysSheet({ opened, onClose }: Props): ReactNode {
  const { t } = useTranslation('keys');
  const { resize } = useClient();
  const shown = keyRows.filter(({ isOfDesktop }) => isOfDesktop !== true || resize !== null);
  // Wherever the focus is: it comes to the sheet a moment after the sheet is seen, and a click beside its text takes it away.
  useKeyDown((event) => {
    if (!opened || event.defaultPrevented || (chordOf(event, keys.keys) === -1 && chordOf(event, keys.close) === -1)) return;
    event.preventDefault();
    onClose();
  });
  return (
    // The modal's own way of Escape leaves the key to what lies below, which would close too.
    <Modal opened={opened} onClose={onClose} closeOnEscape={false} classNames={classNames} size={800} centered withCloseButton={false} overlayProps={overlay}>
      {/* Not the modal's own header, which is another banner of the page. */}
      <div className="keys-header">
        <Modal.Title className="keys-title">{t('title')}</Modal.Title>
        <Modal.CloseButton className="keys-close" aria-label={t('close')} icon={<KeyCaps row={keys.close} />} />
      </div>
      <div className="keys-columns">
        {columns.map((groups) => (
          <div key={groups.join(' ')} className="keys-column">
            {groups.map((group) => (
              <section key={group} aria-labelledby={`keys-${group}`}>
                <h3 id={`keys-${group}`}>{t(`group.${group}`)}</h3>
                <dl>
                  {shown
                    .filter((row) => row.group === group)
                    .map((row) => (
                      <div key={row.id} className="keys-row" data-keys={row.id}>
                        <dt>
                          {t(`row.${row.id}`)}
                          {row.where === null ? null : <small> {t(`where.${row.where}`)}</small>}
                        </dt>
                        <dd>
                          <KeyCaps row={row} isRead />
                        </dd>
                      </div>
                    ))}
                </dl>
              </section>
            ))}
          </div>
        ))}
      </div>
    </Modal>
  );
}
