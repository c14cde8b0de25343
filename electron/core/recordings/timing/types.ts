/** A sound that can be decoded from the first to the last sample, again and again; `openSound` gives such. */
export interface SoundToTime {
  /** Hands all samples, as 16 bits, to `sink`; null where nobody here can decode it. */
  readonly decode: ((sink: SinkOfSamples) => Promise<void>) | null;
}

export interface SinkOfSamples {
  begin(format: { readonly sampleRate: number; readonly channels: number }): void;
  push(channels: readonly Int16Array[], count: number): void;
}

/** One sentence of the transcript, in spoken order, with what the platform says of its time. */
export interface SentenceToTime {
  readonly speaker: 'robot' | 'customer' | 'unknown';
  readonly text: string;
  /** Milliseconds into the recording; null where the platform does not say. */
  readonly startMs: number | null;
  readonly endMs: number | null;
}

/**
 * When a sentence was spoken, in whole milliseconds into the composite. `given`: as the platform says, unchanged. `estimated`:
 * both times are there, within the recording, and sentences of one speaker neither overlap nor change their order.
 * `unknown`: both are null.
 */
export interface SentenceTime {
  readonly startMs: number | null;
  readonly endMs: number | null;
  readonly timing: 'given' | 'estimated' | 'unknown';
}

/** Why times are known, or are not. */
export type VerdictReason =
  /** All times are known. */
  | 'solved'
  /** Those of some sentences are in doubt, and therefore unknown. */
  | 'solved-in-part'
  /** All times were given: there was nothing to find out. */
  | 'nothing-to-estimate'
  | 'not-readable'
  | 'no-sound'
  | 'customer-silent'
  | 'lengths-differ'
  | 'not-together'
  | 'swapped'
  /** Robot and customer cannot be told apart. */
  | 'not-separable'
  /** What is heard of the robot does not fit the sentences: too few or too many spans, or lengths that nobody speaks in. */
  | 'sentences-do-not-fit';

export interface TimesVerdict {
  /** Where `unknown`, no sentence is `estimated`. */
  readonly state: 'solved' | 'unknown';
  readonly reason: VerdictReason;
  /** A sentence for operators. */
  readonly why: string;
}

/** What was found out on the way, for whoever doubts the result; null where it did not get that far. */
export interface TimesMeasured {
  readonly compositeMs: number | null;
  readonly customerMs: number | null;
  /** Where the robot is in the composite. */
  readonly composite: 'mixed' | 'robot-left' | 'robot-right' | null;
  /** By how much the customer's recording is late, in the middle of the call; negative where it is early. */
  readonly lagMs: number | null;
  /** Parts per million by which the customer's recording runs slow. */
  readonly driftPpm: number | null;
  /** How much louder the customer is in the customer's recording than in the composite. */
  readonly gainDb: number | null;
  /** How much louder the robot is in the customer's recording than in the composite; null where it is not heard there. */
  readonly echoDb: number | null;
  /** 0…1: how alike both recordings are where the customer speaks. */
  readonly likeness: number | null;
  /** What is left of the customer where the customer's recording is taken from the composite. */
  readonly leftoverDb: number | null;
  /** For how long somebody other than the customer is heard, and how much of it the robot's sentences take. */
  readonly robotMs: number | null;
  readonly assignedMs: number | null;
  /** Of what sentences of this length usually take: 1.2 is slow speech. */
  readonly robotPace: number | null;
}

export interface EstimatedTimes {
  readonly verdict: TimesVerdict;
  /** One for each sentence, in the same order. */
  readonly sentences: readonly SentenceTime[];
  readonly measured: TimesMeasured;
}
