import { estimateTimes, type EstimatedTimes, type SentenceToTime, type SoundToTime } from './timing/index.ts';

interface ChannelsToTime {
  /** A voice on each of two channels, so it may be. */
  readonly composite: SoundToTime;
  /** In spoken order. */
  readonly sentences: readonly SentenceToTime[];
}

type FromChannels = Pick<EstimatedTimes, 'verdict' | 'sentences'> & { readonly measured: object };

/**
 * Estimates times without the customer's own recording, where each voice has a channel: either channel may be the
 * customer's, and only one of the two fits what the platform says of the customer's sentences. Where both do, or none,
 * nothing is known.
 * @throws what `decode` throws.
 */
export async function estimateFromChannels({ composite, sentences }: ChannelsToTime): Promise<FromChannels> {
  if (!sentences.some(({ speaker, startMs, endMs }) => speaker === 'customer' && startMs !== null && endMs !== null)) return notKnown(sentences, {});
  const [one, other] = [await estimateTimes({ composite, customer: channelOf(composite, 0), sentences }), await estimateTimes({ composite, customer: channelOf(composite, 1), sentences })];
  if (fits(one) !== fits(other)) return fits(one) ? one : other;
  return one.verdict.state === 'unknown' && one.verdict.reason === other.verdict.reason ? one : notKnown(sentences, one.measured);
}

/** Each voice was found on a channel of its own. */
function fits({ verdict, measured }: EstimatedTimes): boolean {
  return verdict.state === 'solved' && measured.composite !== 'mixed' && measured.composite !== null;
}

function notKnown(sentences: readonly SentenceToTime[], measured: object): FromChannels {
  return {
    verdict: { state: 'unknown', reason: 'not-separable', why: 'Without the customer’s own recording it cannot be told which voice is whose.' },
    sentences: sentences.map(({ startMs, endMs }) => (startMs === null ? { startMs: null, endMs: null, timing: 'unknown' } : { startMs, endMs, timing: 'given' })),
    measured,
  };
}

/** One channel of a sound; of a sound that has no such channel, nothing. */
function channelOf({ decode }: SoundToTime, place: 0 | 1): SoundToTime {
  if (decode === null) return { decode };
  return {
    decode: (sink) =>
      decode({
        begin: ({ sampleRate }) => sink.begin({ sampleRate, channels: 1 }),
        push(channels, count) {
          const channel = channels[place];
          if (channel !== undefined) sink.push([channel], count);
        },
      }),
  };
}
