/** A push that was kept and answered. */
export interface Answered {
  readonly id: number;
  /** From the request's arrival until its answer, ms. */
  readonly ms: number;
  readonly isTaken: boolean;
}

/** The latest times that it took to answer, of which the median tells how it goes: one that waited long changes nothing. */
export interface AnswerTimes {
  add(answered: Answered): void;
  /** Of those that were taken; null where there was none yet. */
  medianMs(): number | null;
  lastMs(): number | null;
  /** Of one push; null where it is not known, or not any more. */
  of(id: number): number | null;
}

const taken = 255;
/** Single ones are looked up in the push log, shortly after they came; they cost 12 bytes each. */
const single = 16_384;

export function createAnswerTimes(): AnswerTimes {
  const times = new Float64Array(taken);
  let count = 0;
  const ids = new Float64Array(single);
  const msOf = new Float32Array(single);
  return {
    add({ id, ms, isTaken }) {
      ids[id % single] = id;
      msOf[id % single] = ms;
      if (!isTaken) return;
      times[count % taken] = ms;
      count += 1;
    },
    medianMs() {
      const sorted = times.subarray(0, Math.min(count, taken)).toSorted();
      return sorted[sorted.length >> 1] ?? null;
    },
    lastMs: () => (count === 0 ? null : (times[(count - 1) % taken] ?? null)),
    of: (id) => (ids[id % single] === id ? (msOf[id % single] ?? null) : null),
  };
}
