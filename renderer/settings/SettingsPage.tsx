import { IconRotateClockwise } from '@tabler/icons-react';
import { useEffect, useMemo, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { AlertRule } from '#shared/model/alertRule.ts';
import type { SettingsView } from '#shared/model/settings.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { keys } from '#renderer/ui/keys.ts';
import { useRowKey } from '#renderer/ui/useRowKey.ts';
import { BackupsSection } from './BackupsSection.tsx';
import { DeskSection } from './DeskSection.tsx';
import { PlatformSection } from './PlatformSection.tsx';
import { ReceivingSection } from './ReceivingSection.tsx';
import { RecordingsSection } from './RecordingsSection.tsx';
import { ScreenSection } from './ScreenSection.tsx';
import { SectionList } from './SectionList.tsx';
import { SendersSection } from './SendersSection.tsx';
import { StatusesSection } from './StatusesSection.tsx';
import type { BackupsStore } from './backupsStore.ts';
import { EditingContext } from './editing.ts';
import { sectionElementId } from './sectionList.ts';
import { isSection, sectionNames, settingAt } from './settingNames.ts';
import type { EditableName, SectionName } from './settingNames.ts';
import { unsavedNames } from './settingsStore.ts';
import type { SettingsStore } from './settingsStore.ts';
import '#renderer/ui/controls.css';
import './settings.css';

interface Props {
  readonly settings: SettingsStore;
  readonly backups: BackupsStore;
  /** What the alert rules are; null until they are known. */
  readonly rules: readonly AlertRule[] | null;
  readonly view: SettingsView;
  readonly now: () => number;
  /** The section or the setting that the address names. */
  readonly at: SectionName | EditableName | null;
}

/** All settings on one page, with a list of its sections. */
export function SettingsPage({ settings, backups, rules, view, now, at }: Props): ReactNode {
  const { t } = useTranslation('settings');
  const scroller = useRef<HTMLDivElement>(null);
  const unsaved = useStore(settings.store, ({ edits }) => sectionNames.flatMap((section) => unsavedNames(view, edits, section)).length);
  const editing = useMemo(() => ({ view, settings, backups, rules, now }), [view, settings, backups, rules, now]);

  useRowKey(keys.save, () => sectionNames.forEach((section) => void settings.save(section)));
  useEffect(() => {
    if (at === null) return undefined;
    const go = (): void => {
      if (!window.location.hash.endsWith(`/${at}`)) return;
      if (isSection(at)) toSection(at);
      else toSetting(at);
    };
    go();
    // Whoever is here already and follows the same link again has scrolled away meanwhile.
    window.addEventListener('hashchange', go);
    return () => window.removeEventListener('hashchange', go);
  }, [at]);

  return (
    <EditingContext value={editing}>
      <div className="settings" ref={scroller}>
        <div className="settings-side">
          <h1>{t('title')}</h1>
          <SectionList scroller={scroller} />
        </div>
        <div className="settings-main">
          <div className="settings-top" role="status">
            {view.restartNeeded.length === 0 ? null : <RestartLine names={view.restartNeeded} />}
            {unsaved === 0 ? null : <p className="settings-unsaved-line">{t('unsaved', { count: unsaved })}</p>}
          </div>
          <ReceivingSection />
          <SendersSection />
          <PlatformSection />
          <StatusesSection />
          <DeskSection />
          <RecordingsSection />
          <BackupsSection />
          <ScreenSection />
        </div>
      </div>
    </EditingContext>
  );
}

function toSection(section: SectionName): void {
  const heading = document.getElementById(`${sectionElementId(section)}-heading`);
  heading?.closest('section')?.scrollIntoView();
  heading?.focus({ preventScroll: true });
}

function toSetting(name: EditableName): void {
  const row = document.querySelector(`[data-setting="${name}"]`);
  row?.scrollIntoView({ block: 'center' });
  row?.querySelector<HTMLElement>('input:checked, input:not([type="radio"]), textarea, button')?.focus({ preventScroll: true });
}

function RestartLine({ names }: { readonly names: readonly string[] }): ReactNode {
  const { t, i18n } = useTranslation('settings');
  const labels = names.map((dotted) => {
    const name = settingAt(dotted);
    return name === undefined ? dotted : t(`fields.${name}.label`);
  });
  return (
    <p className="settings-restart">
      <Icon of={IconRotateClockwise} />
      {t('restart.waiting', { count: names.length, settings: new Intl.ListFormat(i18n.language).format(labels) })}
    </p>
  );
}
