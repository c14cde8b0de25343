import type { TFunction } from 'i18next';
import type { Recording, RecordingReason } from '#shared/model/recording.ts';
import { formatBytes } from '#renderer/ui/format.ts';

/** The texts of the list and, for the reasons, of the player. */
type Texts = TFunction<['recordings', 'player']>;

/** What a row says of its recording. */
export interface Described {
  readonly look: 'coming' | 'loading' | 'givenUp' | 'here';
  /** What is the matter. */
  readonly what: string;
  /** What follows from it and when, which changes all the time. */
  readonly more: string;
  /** How much of it is here, 0 … 1; null where nobody knows. */
  readonly share: number | null;
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** A length of time in one or two units: `2 d 3 h`, `5 h 20 min`, `4 min`, `30 s`. */
export function spanText(t: Texts, ms: number): string {
  if (ms < minute) return t('recordings:span.seconds', { count: Math.max(1, Math.ceil(ms / second)) });
  if (ms < hour) return t('recordings:span.minutes', { count: Math.min(59, Math.round(ms / minute)) });
  const [unit, part, names] = ms < day ? ([hour, minute, ['hours', 'hoursMinutes']] as const) : ([day, hour, ['days', 'daysHours']] as const);
  const parts = Math.floor(ms / part);
  const [whole, rest] = [Math.floor((parts * part) / unit), parts % (unit / part)];
  return t(`recordings:span.${names[rest === 0 ? 0 : 1]}`, { count: whole, rest });
}

const reasonText = (t: Texts, told: 'waitingFor' | 'gaveUp', reason: RecordingReason): string => t(`player:${told}.${reason}`);

/** A recording that was missing when the list was read, in words, at `nowMs`. */
export function describeRecording(t: Texts, recording: Recording, nowMs: number): Described {
  const { state, reason, nextTryAtMs, giveUpAtMs, receivedBytes, totalBytes, isOld } = recording;
  const earlier = isOld ? [t('recordings:earlier')] : [];
  switch (state) {
    case 'waiting': {
      const waitsForRoom = reason === 'disk-full' && nextTryAtMs === null;
      const next = waitsForRoom ? t('recordings:nextWithRoom') : nextTryAtMs === null || nextTryAtMs <= nowMs ? t('recordings:nextSoon') : t('recordings:nextTry', { time: spanText(t, nextTryAtMs - nowMs) });
      const end = giveUpAtMs === null || giveUpAtMs <= nowMs ? [] : [t('recordings:givenUpIn', { time: spanText(t, giveUpAtMs - nowMs) })];
      return { look: 'coming', what: reason === null ? t('recordings:turn') : reasonText(t, 'waitingFor', reason), more: [next, ...end, ...earlier].join(', '), share: null };
    }
    case 'downloading': {
      const received = receivedBytes === null || receivedBytes === 0 ? null : formatBytes(receivedBytes);
      const isCounted = received !== null && totalBytes !== null && totalBytes > 0;
      const told = received === null ? '' : isCounted ? t('recordings:receivedOf', { received, total: formatBytes(totalBytes) }) : t('recordings:received', { received });
      return { look: 'loading', what: t('recordings:loading'), more: [...(told === '' ? [] : [told]), ...earlier].join(', '), share: isCounted ? Math.min(1, (receivedBytes ?? 0) / totalBytes) : null };
    }
    case 'unavailable':
      return { look: 'givenUp', what: reason === null ? t('player:state.unavailable') : reasonText(t, 'gaveUp', reason), more: [...(giveUpAtMs === null || giveUpAtMs > nowMs ? [] : [t('recordings:givenUpAgo', { time: spanText(t, nowMs - giveUpAtMs) })]), ...earlier].join(', '), share: null };
    case 'ready':
      return { look: 'here', what: t('recordings:here'), more: '', share: null };
    case 'freed':
      return { look: 'givenUp', what: t('player:state.freed'), more: '', share: null };
    case 'none':
      return { look: 'givenUp', what: t('recordings:notNamed'), more: '', share: null };
  }
}
