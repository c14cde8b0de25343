import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useStatusWord } from '#renderer/app/settings.ts';
import { hasLanes, laneVoices, Player, soundingKind, timedSentences, type Adjusting, type NoteMark } from '#renderer/player/index.ts';
import { ReviewFooter, useReadWhenOpen, useReviews } from '#renderer/review/index.ts';
import { formatPhone } from '#renderer/ui/phone.ts';
import { WhoSpoke } from '#renderer/times/index.ts';
import type { CallDetail } from '#shared/model/call.ts';
import { shownSentences } from '#shared/model/sentenceTimes.ts';
import { CallFacts } from './CallFacts.tsx';
import { CallHeader } from './CallHeader.tsx';
import { FileNote } from './FileNote.tsx';
import { emptiness, tryNumber } from './facts.ts';
import type { OpenCall } from './openCall.ts';
import { placeMarks } from './findPlaces.ts';
import { SameNumber } from './SameNumber.tsx';
import { Transcript } from './Transcript.tsx';
import { useFind } from './useFind.ts';

interface Props {
  readonly call: CallDetail;
  readonly opened: OpenCall;
  /** What the calls were searched for; empty for nothing. */
  readonly searchedFor: string;
  readonly onOpenPush: (pushId: number) => void;
  /** Null where no other call can be opened. */
  readonly onOpenCall: ((callId: string) => void) | null;
  readonly onClose: () => void;
}

/** A call: who it was, its sound, its words, its facts. */
export function CallView({ call, opened, searchedFor, onOpenPush, onOpenCall, onClose }: Props): ReactNode {
  const { t } = useTranslation('call');
  const wordOf = useStatusWord();
  const { recordings, timing } = call;
  const utterances = useMemo(() => shownSentences(call.utterances, timing.shiftMs), [call.utterances, timing.shiftMs]);
  const sentences = useMemo(() => timedSentences(utterances), [utterances]);
  const voices = useMemo(() => laneVoices(call), [call]);
  const { isOn, chosen } = useStore(opened.times.store);
  const adjusting = useMemo<Adjusting | null>(() => {
    const { choose, place } = opened.times;
    const onPlace: Adjusting['onPlace'] = (index, span) => {
      choose(index);
      place(index, span);
    };
    return isOn ? { chosen, onPlace } : null;
  }, [isOn, chosen, opened.times]);
  const isSilent = useStore(opened.playback.store, (state) => soundingKind(state) === null);
  const find = useFind(utterances, searchedFor);
  const { places, current: place } = find;
  const found = useMemo(() => placeMarks(places, place, utterances, sentences), [places, place, utterances, sentences]);
  const { notes } = call.review;
  const noteMarks = useMemo(() => notes.flatMap(({ id, momentMs, text }): NoteMark[] => (momentMs === null ? [] : [{ id, timeMs: momentMs, text }])), [notes]);
  useReadWhenOpen(useReviews(), call.callId, call.review.read);
  const empty = emptiness(call);
  const count = tryNumber(call);

  return (
    <>
      <CallHeader call={call} review={call.review} onSave={() => void opened.files.saveCall()} onClose={onClose} />
      {empty === null ? (
        <>
          {hasLanes(recordings) ? (
            <Player
              recordings={recordings}
              sentences={sentences}
              voices={voices}
              adjusting={adjusting}
              playback={opened.playback}
              waves={opened.waves}
              found={found}
              notes={noteMarks}
              expectedMs={call.durationMs}
              title={call.phone === null ? call.callId : formatPhone(call.phone)}
              artist={call.customerName ?? ''}
              onRetry={opened.retryRecording}
              downloadUrl={opened.downloadUrl}
              onSaveClip={(clip) => void opened.files.saveClip(clip)}
            />
          ) : (
            <p className="call-notice">{t('noRecordings')}</p>
          )}
          <WhoSpoke call={call} sentences={sentences} editor={opened.times} playback={isSilent ? null : opened.playback} />
          <Transcript utterances={utterances} sentences={sentences} find={find} playback={isSilent ? null : opened.playback} times={opened.times} />
        </>
      ) : (
        <p className="call-empty" data-testid="call-empty">
          {t(`empty.${empty}`, { status: wordOf(call.status) })}
          {count === null ? null : ` ${t('empty.try', { count, ordinal: true })}`}
        </p>
      )}
      <FileNote files={opened.files} />
      {call.phone === null || onOpenCall === null ? null : <SameNumber callId={call.callId} phone={call.phone} onOpenCall={onOpenCall} />}
      <CallFacts call={call} onOpenPush={onOpenPush} startsOpen={empty !== null} />
      <ReviewFooter callId={call.callId} review={call.review} playback={isSilent ? null : opened.playback} />
    </>
  );
}
