import { Button } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '#renderer/ui/Icon.tsx';
import { KeyCaps } from '#renderer/ui/KeyCaps.tsx';
import { keys } from '#renderer/ui/keys.ts';
import { useEditing, useSection } from './editing.ts';
import { sectionElementId } from './sectionList.ts';
import type { SectionName } from './settingNames.ts';

interface Props {
  readonly section: SectionName;
  readonly children: ReactNode;
}

/** A section of the settings with its heading and, while something in it is not saved, the way to save it. */
export function SectionFrame({ section, children }: Props): ReactNode {
  const { t } = useTranslation('settings');
  const { settings } = useEditing();
  const { unsavedCount, save } = useSection(section);
  const name = t(`section.${section}`);
  const element = useRef<HTMLElement>(null);
  const saveAndShowProblem = async (): Promise<void> => {
    await settings.save(section);
    element.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  };
  const heading = `${sectionElementId(section)}-heading`;
  return (
    <section ref={element} className="settings-section" id={sectionElementId(section)} aria-labelledby={heading}>
      <header className="settings-section-head">
        <h2 id={heading} tabIndex={-1}>
          {name}
        </h2>
        <div className="settings-section-state" role="status">
          {save === 'saved' && unsavedCount === 0 ? (
            <span className="settings-saved">
              <Icon of={IconCheck} />
              {t('saved')}
            </span>
          ) : null}
          {unsavedCount > 0 ? <span className="settings-unsaved">{t('notSaved')}</span> : null}
        </div>
        {unsavedCount > 0 ? (
          <>
            <Button variant="subtle" color="gray" onClick={() => settings.revert(section)} aria-label={t('revertSection', { section: name })}>
              {t('revert')}
            </Button>
            <Button
              variant="filled"
              loading={save === 'saving'}
              onClick={() => void saveAndShowProblem()}
              aria-label={t('saveSection', { section: name })}
              rightSection={<KeyCaps row={keys.save} />}
            >
              {t('save')}
            </Button>
          </>
        ) : null}
      </header>
      <p className="settings-section-about">{t(`about.${section}`)}</p>
      {save === 'unreachable' ? (
        <p className="settings-failure" role="alert">
          {t('unreachable')}
        </p>
      ) : null}
      {children}
    </section>
  );
}
