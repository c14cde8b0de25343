import type { CallDetail } from '#shared/model/call.ts';
import type { RecordingKind } from '#shared/model/recording.ts';
import { effectiveTime } from '#shared/model/sentenceTimes.ts';

/** What a lane says of the times of its voice: that some are estimates, that they are being worked out, or not known. */
export type VoiceNote = 'estimated' | 'waiting' | 'unknown';

/** Of the voice that a lane shows. */
export interface LaneVoice {
  /** Its part of all that is said; null where nobody knows. */
  readonly percent: number | null;
  readonly note: VoiceNote | null;
  /** How its times were found, or why they were not, in words. */
  readonly why: string | null;
}

export interface LaneVoices extends Readonly<Record<RecordingKind, LaneVoice>> {
  /** Whether the lane of both voices shows when the robot speaks; else nobody can tell them apart on it. */
  readonly hasRobot: boolean;
}

/** Whose voice each lane shows, and what is known of its times. */
export function laneVoices({ utterances, timing, conversation }: Pick<CallDetail, 'utterances' | 'timing' | 'conversation'>): LaneVoices {
  const sourcesOf = (voice: 'customer' | 'robot') =>
    utterances
      .filter(({ speaker, text }) => speaker === voice && text.trim() !== '')
      .map((utterance) => {
        const { startMs, source } = effectiveTime(utterance, timing.shiftMs);
        return startMs === null ? 'unknown' : source;
      });
  function voiceOf(voice: 'customer' | 'robot', percent: number | null): LaneVoice {
    const sources = sourcesOf(voice);
    const { state, why } = timing;
    if (sources.includes('estimated')) return { percent, note: 'estimated', why };
    if (sources.includes('unknown') && (state === 'waiting' || state === 'unknown')) return { percent, note: state, why };
    return { percent, note: null, why: null };
  }
  const customers = conversation === null ? null : Math.round(conversation.talkShare * 100);
  return {
    hasRobot: sourcesOf('robot').some((source) => source !== 'unknown'),
    customer: voiceOf('customer', customers),
    composite: voiceOf('robot', customers === null ? null : 100 - customers),
  };
}
