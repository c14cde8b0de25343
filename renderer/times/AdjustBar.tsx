import { Button } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { Playback } from '#renderer/player/index.ts';
import { absent } from '#renderer/ui/format.ts';
import { ariaShortcut, keys } from '#renderer/ui/keys.ts';
import type { CallDetail } from '#shared/model/call.ts';
import { effectiveTime } from '#shared/model/sentenceTimes.ts';
import { Deed } from './Deed.tsx';
import { formatExact, formatShift } from './formatTimes.ts';
import { Mover } from './Mover.tsx';
import type { TimesEditor } from './timesEditor.ts';

interface Props {
  readonly call: CallDetail;
  readonly editor: TimesEditor;
  readonly playback: Playback;
}

const shownTime = (atMs: number | null): string => (atMs === null ? absent : formatExact(atMs));

/** The chosen sentence's edges, the call's shift, and the ways back. */
export function AdjustBar({ call: { utterances, timing }, editor, playback }: Props): ReactNode {
  const { t } = useTranslation('whoSpoke');
  const { chosen, canUndo, canRedo, problem } = useStore(editor.store);
  const selection = useStore(playback.store, (state) => state.selection);
  const sentence = chosen === null ? undefined : utterances[chosen];
  const { startMs, endMs, source } = sentence === undefined ? { startMs: null, endMs: null, source: null } : effectiveTime(sentence, timing.shiftMs);

  const said = (): ReactNode => {
    if (problem !== null) return problem.because === 'refused' ? problem.words : t(`problem.${problem.because}`);
    if (sentence === undefined) return t('chosenNone');
    return startMs === null ? t('chosenNoTime') : <bdi className="adjust-sentence">{sentence.text}</bdi>;
  };
  const nudgeStart = (ms: number): void => editor.nudge('start', ms);
  const nudgeEnd = (ms: number): void => editor.nudge('end', ms);
  return (
    <section className="adjust" aria-label={t('adjust')} data-testid="adjust">
      <div className="adjust-row">
        <Mover kind="start" value={shownTime(startMs)} isDisabled={startMs === null} row={keys.startEdge} onMove={nudgeStart} />
        <Mover kind="end" value={shownTime(endMs)} isDisabled={startMs === null} row={keys.endEdge} onMove={nudgeEnd} />
        <Mover kind="all" value={t('seconds', { seconds: formatShift(timing.shiftMs) })} isDisabled={false} row={keys.shiftTimes} onMove={editor.shift} />
        <Button className="adjust-done" size="compact-sm" variant="default" aria-keyshortcuts={ariaShortcut(keys.adjust)} onClick={editor.stop}>
          {t('done')}
        </Button>
      </div>
      <div className="adjust-row adjust-more">
        <p className="adjust-say" role="status" dir="auto" data-testid="adjust-say">
          {said()}
        </p>
        {selection !== null && chosen !== null ? (
          <button type="button" className="call-more" onClick={() => editor.place(chosen, selection)}>
            {t('useSelection')}
          </button>
        ) : null}
        {source === 'corrected' ? (
          <button type="button" className="call-more" onClick={editor.resetChosen}>
            {t('resetSentence')}
          </button>
        ) : null}
        {timing.hasCorrections || timing.shiftMs !== 0 ? (
          <button type="button" className="call-more" onClick={editor.resetAll}>
            {t('resetAll')}
          </button>
        ) : null}
        <span className="adjust-ways">
          <Deed icon={IconArrowBackUp} word={t('undo')} row={keys.undo} isDisabled={!canUndo} act={editor.undo} />
          <Deed icon={IconArrowForwardUp} word={t('redo')} row={keys.redo} isDisabled={!canRedo} act={editor.redo} />
        </span>
      </div>
    </section>
  );
}
