import { ActionIcon, SegmentedControl, Switch, Tooltip } from '@mantine/core';
import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '#shared/model/settings.ts';
import { CopyIconButton } from '#renderer/ui/CopyIconButton.tsx';
import { Icon } from '#renderer/ui/Icon.tsx';
import { FieldRow } from './FieldRow.tsx';
import { PortField } from './ReceivingSection.tsx';
import { SectionFrame } from './SectionFrame.tsx';
import { useEditing, useSetting } from './editing.ts';

/** How Earshot looks and how a browser or a script reaches it. */
export function ScreenSection(): ReactNode {
  return (
    <SectionFrame section="screen">
      <ThemeField />
      {desktopSwitches.map((name) => (
        <DesktopSwitch key={name} name={name} />
      ))}
      <PortField name="ui.port" />
      <AccessKeyField />
    </SectionFrame>
  );
}

const themes: readonly Settings['ui']['theme'][] = ['system', 'light', 'dark'];

function ThemeField(): ReactNode {
  const { t } = useTranslation('settings');
  const { settings } = useEditing();
  const { value, problem, decidedBy } = useSetting('ui.theme');
  // Harmless and seen at once: saved without being asked.
  const choose = (theme: Settings['ui']['theme']): void => void settings.saveNow('screen', 'ui.theme', theme);
  return (
    <FieldRow name="ui.theme" problem={problem} decidedBy={decidedBy}>
      {({ error: _error, ...control }) => (
        <SegmentedControl
          {...control}
          value={value}
          onChange={choose}
          data={themes.map((theme) => ({ value: theme, label: t(`fields.ui.theme.${theme}`) }))}
        />
      )}
    </FieldRow>
  );
}

const desktopSwitches = ['desktop.preventSleep', 'desktop.closeToTray', 'desktop.startAtLogin', 'desktop.startHidden'] as const;

/** What is only on or off, and of the desktop app. */
function DesktopSwitch({ name }: { readonly name: (typeof desktopSwitches)[number] }): ReactNode {
  const { settings } = useEditing();
  const { value, problem, decidedBy } = useSetting(name);
  const choose = (isOn: boolean): void => void settings.saveNow('screen', name, isOn);
  return (
    <FieldRow name={name} problem={problem} decidedBy={decidedBy}>
      {(control) => <Switch {...control} checked={value} onChange={(event) => choose(event.currentTarget.checked)} />}
    </FieldRow>
  );
}

function AccessKeyField(): ReactNode {
  const { t } = useTranslation('settings');
  const { view } = useEditing();
  const [shown, setShown] = useState(false);
  const label = shown ? t('fields.ui.key.hide') : t('fields.ui.key.show');
  return (
    <FieldRow name="ui.key">
      {() => (
        <div className="access-key">
          <code>{shown ? view.settings.ui.key : hiddenKey}</code>
          <Tooltip label={label}>
            <ActionIcon aria-label={label} aria-pressed={shown} onClick={() => setShown(!shown)}>
              <Icon of={shown ? IconEye : IconEyeOff} size={16} />
            </ActionIcon>
          </Tooltip>
          <CopyIconButton value={view.settings.ui.key} label={t('fields.ui.key.copy')} copiedLabel={t('fields.ui.key.copied')} />
        </div>
      )}
    </FieldRow>
  );
}

const hiddenKey = '•'.repeat(16);
