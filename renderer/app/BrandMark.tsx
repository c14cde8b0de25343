import { UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import './top.css';

interface Props {
  readonly onHome: () => void;
}

/** Earshot's mark, the customer's voice and the robot's, and its name; leads to all calls. */
export function BrandMark({ onHome }: Props): ReactNode {
  const { t } = useTranslation('app');
  return (
    <UnstyledButton className="brand" aria-label={t('name')} onClick={onHome}>
      <svg width="18" height="18" viewBox="0 0 20 20" fill="none" strokeWidth="2" strokeLinecap="round" aria-hidden>
        <path d="M2 8.5v3M6 5v10M10 2.5v15M14 6v8" stroke="var(--customer-wave)" />
        <path d="M18 8.5v3" stroke="var(--robot-wave)" />
      </svg>
      <span className="brand-name">{t('name')}</span>
    </UnstyledButton>
  );
}
