import { Button, SegmentedControl } from '@mantine/core';
import { IconSend2 } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Icon } from '#renderer/ui/Icon.tsx';
import { KeyCaps } from '#renderer/ui/KeyCaps.tsx';
import { ariaShortcut, keys } from '#renderer/ui/keys.ts';
import { useLasting } from '#renderer/ui/SkeletonRows.tsx';
import { useRowKey } from '#renderer/ui/useRowKey.ts';
import { Step } from './Step.tsx';
import type { FirstRunStore, SampleLanguage } from './firstRunStore.ts';

interface Props {
  readonly firstRun: FirstRunStore;
}

const languages: readonly SampleLanguage[] = ['en', 'es', 'zh'];

/** Sends a sample call to the own desk, so that a newcomer sees and hears one without an account. */
export function TestCallStep({ firstRun }: Props): ReactNode {
  const { t } = useTranslation('connect');
  const { language, testCall } = useStore(firstRun.store);
  useRowKey(keys.sendTest, () => void firstRun.sendTestCall());
  return (
    <Step
      number={2}
      title={t('test.title')}
      about={t('test.about')}
      aside={
        <>
          <SegmentedControl
            aria-label={t('test.language')}
            value={language}
            onChange={(chosen) => firstRun.chooseLanguage(chosen)}
            data={languages.map((value) => ({ value, label: <span lang={value}>{t(`test.${value}`)}</span> }))}
          />
          <Button leftSection={<Icon of={IconSend2} />} rightSection={<KeyCaps row={keys.sendTest} />} aria-keyshortcuts={ariaShortcut(keys.sendTest)} onClick={() => void firstRun.sendTestCall()}>
            {t('test.send')}
          </Button>
        </>
      }
    >
      <p className="step-state" role="status">
        {testCall === 'sending' ? <SendingForLong /> : null}
        {testCall === 'sent' ? t('test.sent') : null}
        {testCall === 'refused' || testCall === 'failed' ? <span className="step-failure">{t(`test.${testCall}`)}</span> : null}
      </p>
    </Step>
  );
}

/** Nothing is said of a wait that is over before it is noticed. */
const noticedAfterMs = 300;

function SendingForLong(): ReactNode {
  const { t } = useTranslation('connect');
  return useLasting(noticedAfterMs) ? t('test.sending') : null;
}
