import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { BackupList } from './BackupList.tsx';
import { CountField } from './CountField.tsx';
import { SectionFrame } from './SectionFrame.tsx';

/** When backups are made, and how many are kept. */
export function BackupsSection(): ReactNode {
  const { t } = useTranslation('settings');
  return (
    <SectionFrame section="backups">
      <CountField name="backups.everyHours" warningOf={(value) => (value.trim() === '0' ? t('fields.backups.everyHours.off') : null)} />
      <CountField name="backups.keep" />
      <BackupList />
    </SectionFrame>
  );
}
