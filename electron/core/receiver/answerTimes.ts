/** The latest times that it took to answer, of which the median tells how it goes: one that waited long changes nothing. */
export interface AnswerTimes {
  add(ms: number): void;
  /** Null where nothing was answered yet. */
  medianMs(): number | null;
}

const kept = 255;

export function createAnswerTimes(): AnswerTimes {
  const times = new Float64Array(kept);
  let count = 0;
  return {
    add(ms) {
      times[count % kept] = ms;
      count += 1;
    },
    medianMs() {
      const sorted = times.subarray(0, Math.min(count, kept)).toSorted();
      return sorted[sorted.length >> 1] ?? null;
    },
  };
}
