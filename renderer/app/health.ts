import type { TFunction } from 'i18next';
import type { AppStatus } from '#shared/model/status.ts';
import { formatClock } from '#renderer/ui/format.ts';
import type { Connection } from './events.ts';

type HealthTexts = TFunction<['app', 'recordings']>;

/** The health line: a dot's meaning, and words of which the first name the part that is at fault. */
export interface Health {
  readonly level: 'good' | 'warn' | 'bad';
  readonly word: string;
  readonly more: string | null;
}

/** What endangers recordings, gravest first: nothing is fetched, or some are soon given up. */
export function recordingsAtRisk({ recordings: { isPaused, waiting, givenUpSoon } }: AppStatus): 'paused' | 'atRisk' | null {
  if (isPaused && waiting > 0) return 'paused';
  return givenUpSoon > 0 ? 'atRisk' : null;
}

/** Pushes that may wait to be filed before the line says so. */
const normalBacklog = 100;

/** How long ago `atMs` is at `nowMs`, in words. */
export function agoText(t: HealthTexts, atMs: number, nowMs: number): string {
  const seconds = Math.floor((nowMs - atMs) / 1000);
  if (seconds < 1) return t('ago.justNow');
  if (seconds < 60) return t('ago.seconds', { count: seconds });
  if (seconds < 3600) return t('ago.minutes', { count: Math.floor(seconds / 60) });
  if (seconds < 86_400) return t('ago.hours', { count: Math.floor(seconds / 3600) });
  return t('ago.days', { count: Math.floor(seconds / 86_400) });
}

export function healthOf(t: HealthTexts, connection: Connection, status: AppStatus | null, nowMs: number): Health {
  if (connection.state === 'lost' || connection.state === 'locked') {
    const more = connection.state === 'lost' ? t('health.lostSince', { time: formatClock(connection.sinceMs) }) : null;
    return { level: 'bad', word: t('health.lost'), more };
  }
  if (status === null) return { level: 'warn', word: t('health.connecting'), more: null };
  const { receiver, backlog, lastPushAtMs, problems } = status;
  const [problem] = problems;
  if (receiver.state === 'failed') return { level: 'bad', word: t('health.failed'), more: receiver.problem };
  if (receiver.state === 'stopped') return { level: 'bad', word: t('health.stopped'), more: receiver.problem };
  if (problem?.stopsKeeping === true) return { level: 'bad', word: t('health.notKeeping'), more: problem.sentence };
  if (problem !== undefined) return { level: 'warn', word: t('health.listening'), more: problem.sentence };
  if (backlog > normalBacklog) return { level: 'warn', word: t('health.listening'), more: t('health.behind', { count: backlog }) };
  const risk = recordingsAtRisk(status);
  if (risk !== null) return { level: 'warn', word: t('health.listening'), more: t(`recordings:health.${risk}`, { count: status.recordings.givenUpSoon }) };
  const more = lastPushAtMs === null ? t('health.nothingYet') : t('health.lastPush', { ago: agoText(t, lastPushAtMs, nowMs) });
  return { level: 'good', word: t('health.listening'), more };
}
