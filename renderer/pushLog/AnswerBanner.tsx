import { Button, CloseButton } from '@mantine/core';
import { IconRepeat } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnswerDoubt } from '#shared/model/push.ts';
import type { PushAnswer } from '#shared/model/settings.ts';
import { useClient } from '#renderer/app/client.ts';
import { useSettings } from '#renderer/app/settings.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { reasonOf } from './pushStore.ts';
import { useWhen } from '#renderer/ui/useWhen.ts';

interface Props {
  readonly doubt: AnswerDoubt | null;
  /** Leads to where an own text is written. */
  readonly onOwnText: () => void;
}

const keptKey = 'earshot.answerDoubt.dismissedAt';
const forms = ['json', 'success'] as const;

/** Says that the platform seems not to accept the answer, and offers other forms of it; put away, it returns only when it happens anew. */
export function AnswerBanner({ doubt, onOwnText }: Props): ReactNode {
  const { t } = useTranslation('pushLog');
  const { api } = useClient();
  const view = useSettings();
  const when = useWhen('seconds');
  const [dismissedAtMs, setDismissedAtMs] = useState(() => Number(window.localStorage.getItem(keptKey) ?? 0));
  const [failure, setFailure] = useState<string | null>(null);
  const answer = view?.settings.receiver.answer;
  // What had begun when it was put away is known.
  if (doubt === null || answer === undefined || doubt.sinceMs <= dismissedAtMs) return null;

  const choose = async (kind: Exclude<PushAnswer['kind'], 'own'>): Promise<void> => {
    setFailure(null);
    try {
      await api.settings.update({ receiver: { answer: { kind } } });
    } catch (error) {
      setFailure(reasonOf(error) ?? t('unreachable'));
    }
  };
  const dismiss = (): void => {
    const nowMs = Date.now();
    window.localStorage.setItem(keptKey, String(nowMs));
    setDismissedAtMs(nowMs);
  };
  const isDecided = view?.decidedBy['receiver.answer'] !== undefined;
  return (
    <div className="banner banner-answer" role="alert">
      <Icon of={IconRepeat} size={16} />
      <span>
        <strong>{t('doubt.title')}</strong> {t('doubt.text', { count: doubt.times, since: when(doubt.sinceMs) })}{' '}
        {failure === null ? (isDecided ? t('doubt.decided') : null) : t('doubt.failed', { reason: failure })}
      </span>
      {isDecided ? null : (
        <div className="banner-choices" role="group" aria-label={t('doubt.ask')}>
          <span>{t('doubt.ask')}</span>
          {forms
            .filter((kind) => kind !== answer.kind)
            .map((kind) => (
              <Button key={kind} onClick={() => void choose(kind)}>
                {t(`doubt.${kind}`)}
              </Button>
            ))}
          <Button onClick={onOwnText}>{t('doubt.own')}</Button>
        </div>
      )}
      <CloseButton aria-label={t('doubt.dismiss')} title={t('doubt.dismiss')} onClick={dismiss} />
    </div>
  );
}
