import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLasting } from '#renderer/ui/SkeletonRows.tsx';
import type { Call } from '#shared/model/call.ts';
import { CallHeader } from './CallHeader.tsx';
import './loading.css';

interface Props {
  /** The call as the list has it; null where it is not in the list. */
  readonly known: Call | null;
  readonly onClose: () => void;
}

/** A call that is being loaded: its head as far as the list knows it, and after a moment its lanes as flat lines. */
export function CallLoading({ known, onClose }: Props): ReactNode {
  const { t } = useTranslation('call');
  const isLasting = useLasting();
  return (
    <>
      {known === null ? null : <CallHeader call={known} review={null} onSave={null} onClose={onClose} />}
      <div className="call-loading" role="status" aria-label={t('loading')}>
        {isLasting && known !== null && known.customerWords !== null ? <div className="call-loading-lanes" /> : null}
      </div>
    </>
  );
}
