import { Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Playback, TimedSentence } from '#renderer/player/index.ts';
import { formatDuration } from '#renderer/ui/format.ts';
import type { Conversation } from '#shared/model/conversation.ts';
import { saidSeconds } from './formatTimes.ts';

interface Props {
  readonly figures: Conversation;
  readonly sentences: readonly TimedSentence[];
  /** Null where there is no sound to go to. */
  readonly playback: Playback | null;
}

interface Figure {
  readonly name: string;
  readonly text: string;
  readonly why: string;
  /** Where it is to be heard, ms; of several, the next one after where the sound is. */
  readonly placesMs: readonly number[];
}

/** How near to a place the sound is there already, ms. */
const thereMs = 50;

/** Who spoke when, in a line of figures; each says what it counts, and goes where it is to be heard. */
export function Figures({ figures, sentences, playback }: Props): ReactNode {
  const { t } = useTranslation('whoSpoke');
  const { talkShare, longestMonologue, interruptions, reactions, deadAir, lastSpeaker, isEstimated } = figures;
  const length = (ms: number): string => {
    const seconds = saidSeconds(ms);
    return seconds === null ? formatDuration(ms) : t('seconds', { seconds });
  };
  const about = (value: string): string => (isEstimated ? t('about', { value }) : value);
  const percent = Math.round(talkShare * 100);
  const slowest = reactions.slowest === null ? '' : ` ${t('slowest', { length: length(reactions.slowest.endMs - reactions.slowest.startMs) })}`;
  const slowestAt = reactions.slowest === null ? [] : [reactions.slowest.startMs];
  const countOf = (who: 'customer' | 'robot'): number => interruptions.filter(({ by }) => by === who).length;
  const longestSilenceMs = Math.max(0, ...deadAir.map(({ startMs, endMs }) => endMs - startMs));

  const lastMs = sentences.reduce<TimedSentence | null>((last, next) => (last === null || next.endMs >= last.endMs ? next : last), null)?.startMs ?? null;

  const shown: Figure[] = [
    {
      name: 'share',
      text: about(t('share', { percent })),
      why: t('shareWhy', { customer: length(figures.customerMs), robot: length(figures.robotMs), silence: length(figures.silenceMs) }),
      placesMs: [],
    },
  ];
  if (longestMonologue !== null) {
    const { speaker, startMs, endMs } = longestMonologue;
    shown.push({ name: 'monologue', text: about(t(`monologue.${speaker}`, { length: length(endMs - startMs) })), why: t(`monologueWhy.${speaker}`), placesMs: [startMs] });
  }
  shown.push({
    name: 'interruptions',
    text: interruptions.length === 0 ? t('noInterruptions') : about(t('interruptions', { count: interruptions.length })),
    why: t('interruptionsWhy', { customer: countOf('customer'), robot: countOf('robot') }),
    placesMs: interruptions.map(({ atMs }) => atMs),
  });
  for (const [who, medianMs] of [['customer', reactions.customerMedianMs], ['robot', reactions.robotMedianMs]] as const) {
    if (medianMs === null) continue;
    const isSlowest = reactions.slowest?.by === who;
    shown.push({ name: `answers-${who}`, text: about(t(`answers.${who}`, { length: length(medianMs) })), why: `${t(`answersWhy.${who}`)}${isSlowest ? slowest : ''}`, placesMs: isSlowest ? slowestAt : [] });
  }
  shown.push(
    {
      name: 'deadAir',
      text: deadAir.length === 0 ? t('noDeadAir') : about(t('deadAir', { count: deadAir.length, length: length(longestSilenceMs) })),
      why: t('deadAirWhy'),
      placesMs: deadAir.map(({ startMs }) => startMs),
    },
    { name: 'last', text: t(`last.${lastSpeaker}`), why: t('lastWhy'), placesMs: lastMs === null ? [] : [lastMs] },
  );

  const hear = ({ placesMs }: Figure): void => {
    if (playback === null) return;
    const { timeMs } = playback.store.getState();
    const next = placesMs.find((atMs) => atMs > timeMs + thereMs) ?? placesMs[0];
    if (next !== undefined) playback.seek(next);
  };
  const explained = ({ why, placesMs }: Figure): string => {
    const click = playback === null || placesMs.length === 0 ? null : t(placesMs.length > 1 ? 'hearNext' : 'hearIt');
    return [why, isEstimated ? t('estimated') : null, click].filter((part) => part !== null).join(' ');
  };
  return (
    <ul className="figures call-dotted" aria-label={t('title')} data-testid="figures">
      {shown.map((figure) => (
        <li key={figure.name} className="call-fact" data-figure={figure.name}>
          {figure.name === 'share' ? <span className="figures-bar" aria-hidden style={{ '--customer-part': `${String(percent)}%` }} /> : null}
          <Tooltip label={explained(figure)} multiline maw={300} events={{ hover: true, focus: true, touch: true }}>
            <button type="button" className="figure" data-player-space data-seeks={playback !== null && figure.placesMs.length > 0} onClick={() => hear(figure)}>
              {figure.text}
            </button>
          </Tooltip>
        </li>
      ))}
    </ul>
  );
}
