import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AlertPreview } from '#shared/model/alert.ts';
import type { AlertRule } from '#shared/model/alertRule.ts';
import { formatClockShort } from '#renderer/ui/format.ts';
import { PreviewDots } from './PreviewDots.tsx';
import { PreviewList } from './PreviewList.tsx';

interface Props {
  readonly preview: AlertPreview | null;
  readonly failed: boolean;
  readonly rule: AlertRule;
  readonly onOpenCall: (callId: string) => void;
}

/** What the rule would have done with the last calls. */
export function RulePreview({ preview, failed, rule, onOpenCall }: Props): ReactNode {
  const { t } = useTranslation('rules');
  if (preview === null || preview.fromMs === null || preview.toMs === null) {
    const text = failed ? t('preview.failed') : preview === null ? null : t('preview.none');
    return (
      <section className="rule-preview" aria-label={t('preview.label')}>
        {text === null ? null : <p className="rules-note">{text}</p>}
      </section>
    );
  }
  const { calls, callsBefore, notices, largest, fromMs, toMs, dots } = preview;
  const verdict = rule.action === 'urgent-repeat' ? 'urgent' : rule.action;
  return (
    <section className="rule-preview" aria-label={t('preview.label')}>
      <div className="preview-head">
        <h2>{t('preview.title', { count: dots.length })}</h2>
        <span className="preview-span">
          {formatClockShort(fromMs)} – {formatClockShort(toMs)}
        </span>
      </div>
      <p className="preview-verdict" aria-live="polite">
        {t(`preview.verdict.${verdict}`, { count: calls })} {verdict === 'normal' || verdict === 'urgent' ? t('preview.notices', { count: notices }) : null}
      </p>
      <p className="preview-before">
        {!rule.enabled ? t('preview.off') : callsBefore === null ? t('preview.isNew') : t('preview.before', { count: callsBefore })}{' '}
        {largest === null ? null : t('preview.burst', { time: formatClockShort(largest.atMs), count: largest.count })}
      </p>
      <PreviewDots dots={dots} fromMs={fromMs} toMs={toMs} />
      <PreviewList kind="newly" list={preview.newly} rule={rule} onOpenCall={onOpenCall} />
      <PreviewList kind="noLonger" list={preview.noLonger} rule={rule} onOpenCall={onOpenCall} />
      <PreviewList kind="unchanged" list={preview.unchanged} rule={rule} onOpenCall={onOpenCall} />
    </section>
  );
}
