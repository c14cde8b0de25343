import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PushDetail } from '#shared/model/push.ts';
import { JsonCode } from './JsonCode.tsx';
import { useMilliseconds } from './milliseconds.ts';

interface Props {
  readonly push: PushDetail;
}

/** What the push's sender was told. */
export function Answer({ push: { answer, replayOf } }: Props): ReactNode {
  const { t } = useTranslation('pushLog');
  const inMs = useMilliseconds();
  return (
    <section className="push-section" aria-label={t('answered')}>
      <div className="push-section-head">
        <h3>{t('answered')}</h3>
        {answer === null ? null : <span className="push-aside">{[t('answeredHttp', { status: answer.httpStatus }), ...(answer.tookMs === null ? [] : [inMs(answer.tookMs)])].join(separator)}</span>}
      </div>
      {answer === null || answer.text === '' ? (
        <p className="push-line-text">{t(answer !== null ? 'answerEmpty' : replayOf === null ? 'answerUnknown' : 'answerReplay')}</p>
      ) : (
        <pre className="push-code-box push-answer">
          <JsonCode text={answer.text} />
        </pre>
      )}
    </section>
  );
}

const separator = ' · ';
