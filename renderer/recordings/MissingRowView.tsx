import { IconCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStatusWord } from '#renderer/app/settings.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { formatPhone } from '#renderer/ui/phone.ts';
import { StatusMark } from '#renderer/ui/StatusMark.tsx';
import { describeRecording } from './describe.ts';
import { canBeTried, type MissingRow } from './missingState.ts';
import { TryButton } from './TryButton.tsx';
import { useWhen } from '#renderer/ui/useWhen.ts';

interface Props {
  readonly row: MissingRow;
  readonly nowMs: number;
  /** The row that the keys act on. */
  readonly isActive: boolean;
  readonly isTrying: boolean;
  readonly onTry: () => void;
}

/** What a recording's row says: whose it is, when they were called, which of the two, what is the matter. */
export function MissingRowView({ row, nowMs, isActive, isTrying, onTry }: Props): ReactNode {
  const { t } = useTranslation(['recordings', 'player']);
  const statusWord = useStatusWord();
  const when = useWhen();
  const { phone, status, statusGroup, startedAtMs, receivedAtMs, kind, recording } = row;
  const { look, what, more, share } = describeRecording(t, recording, nowMs);
  const number = phone === null || phone === '' ? t('noPhone') : formatPhone(phone);
  return (
    <div className="missing-line">
      <span role="gridcell" className="missing-status">
        <StatusMark group={statusGroup} code={status} word={statusWord(status)} />
      </span>
      <span role="gridcell" className="missing-phone">
        {number}
      </span>
      <span role="gridcell" className="missing-when">
        <time>{when(startedAtMs ?? receivedAtMs)}</time>
      </span>
      <span role="gridcell" className="missing-kind">
        {t(`kind.${kind}`)}
      </span>
      <span role="gridcell" className={`missing-words missing-${look}`} title={more === '' ? what : `${what} ${more}`}>
        {look === 'here' ? <Icon of={IconCheck} /> : null}
        <span className="missing-what">{what}</span>
        {share === null ? null : (
          <span className="missing-bar" aria-hidden>
            <span style={{ transform: `scaleX(${String(share)})` }} />
          </span>
        )}
        <span className="missing-more">{more}</span>
      </span>
      <span role="gridcell" className="missing-deed">
        {canBeTried(recording) ? (
          <TryButton label={t('tryNowOf', { kind: t(`kind.${kind}`), phone: number })} isActive={isActive} isTrying={isTrying} onTry={onTry} />
        ) : null}
      </span>
    </div>
  );
}
