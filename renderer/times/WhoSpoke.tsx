import { ActionIcon } from '@mantine/core';
import { IconArrowsHorizontal } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { Playback, TimedSentence } from '#renderer/player/index.ts';
import { Hint } from '#renderer/ui/Hint.tsx';
import { Icon } from '#renderer/ui/Icon.tsx';
import { ariaShortcut, keys } from '#renderer/ui/keys.ts';
import type { CallDetail } from '#shared/model/call.ts';
import { figuresGap } from '#shared/model/conversation.ts';
import { AdjustBar } from './AdjustBar.tsx';
import { Figures } from './Figures.tsx';
import { formatShift } from './formatTimes.ts';
import type { TimesEditor } from './timesEditor.ts';
import { useAdjusting } from './useAdjusting.ts';
import './times.css';

interface Props {
  readonly call: CallDetail;
  /** The sentences with known times. */
  readonly sentences: readonly TimedSentence[];
  readonly editor: TimesEditor;
  /** Null where there is no sound. */
  readonly playback: Playback | null;
}

/** Who spoke when, below the sound: its figures or why there are none, or what the operator corrects of it. */
export function WhoSpoke({ call, sentences, editor, playback }: Props): ReactNode {
  const { t } = useTranslation('whoSpoke');
  const isOn = useStore(editor.store, (state) => state.isOn);
  const adjusting = useAdjusting(editor, playback, sentences);
  const { conversation, utterances, timing } = call;
  if (utterances.length === 0) return null;
  if (isOn && playback !== null) return <AdjustBar call={call} editor={editor} playback={playback} />;
  return (
    <section className="who-spoke" aria-label={t('title')} data-testid="who-spoke">
      {conversation === null ? <NoFigures utterances={utterances} timing={timing} /> : <Figures figures={conversation} sentences={sentences} playback={playback} />}
      {timing.shiftMs === 0 ? null : (
        <Hint label={t('movedWhy')}>
          <span className="corrected">
            {t('moved', { seconds: formatShift(timing.shiftMs) })}
            <span className="sr-only"> {t('movedWhy')}</span>
          </span>
        </Hint>
      )}
      {adjusting === null ? null : (
        <Hint label={t('adjust')}>
          <ActionIcon className="who-spoke-adjust" aria-label={t('adjust')} aria-keyshortcuts={ariaShortcut(keys.adjust)} onClick={adjusting}>
            <Icon of={IconArrowsHorizontal} size={15} />
          </ActionIcon>
        </Hint>
      )}
    </section>
  );
}

/** Why there are no figures, in words. */
function NoFigures({ utterances, timing }: Pick<CallDetail, 'utterances' | 'timing'>): ReactNode {
  const { t } = useTranslation('whoSpoke');
  const gap = figuresGap({ utterances, shiftMs: timing.shiftMs });
  const isOpen = gap !== null && (gap.because === 'no-times' || gap.because === 'some-times');
  if (timing.state === 'waiting' || (timing.state === 'unknown' && isOpen)) {
    return (
      <p className="no-figures" data-state={timing.state}>
        {t(`noFigures.${timing.state}`)} {timing.why}
      </p>
    );
  }
  if (gap === null || gap.because === 'nothing-said') return <span className="no-figures" />;
  return <p className="no-figures">{gap.because === 'no-times' ? t('noFigures.no-times') : t(`noFigures.${gap.because}`, { count: gap.sentences })}</p>;
}
