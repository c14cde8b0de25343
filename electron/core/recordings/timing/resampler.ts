/** Changes a sound's rate while it is read. */
export interface Resampler {
  push(samples: Int16Array, count: number): void;
  finish(): void;
}

/** Zero crossings of the sinc on either side, and its tables between two samples. */
const crossings = 8;
const phases = 64;

/** Hands each sample at the rate `to` to `take`, as 16 bits with a fraction; what `to` cannot hold is left out. */
export function createResampler(from: number, to: number, take: (sample: number) => void): Resampler {
  if (from === to) {
    return {
      push(samples, count) {
        for (let at = 0; at < count; at++) take(samples[at] ?? 0);
      },
      finish: () => {},
    };
  }

  const step = from / to;
  const stretch = Math.max(1, step);
  const reach = Math.ceil(crossings * stretch);
  const taps = 2 * reach;
  const tables = Array.from({ length: phases }, (_, phase) => tableOf(phase / phases, reach, stretch));
  const ring = new Float32Array(taps + 4096);
  /** The first sample of `ring`, which begins with the silence before the sound. */
  let first = -reach;
  let filled = reach;
  let next = 0;

  const drain = (): void => {
    for (;;) {
      const nearest = Math.round(next * phases);
      const whole = Math.floor(nearest / phases);
      const start = whole - reach + 1 - first;
      if (start + taps > filled) break;
      const table = tables[nearest - whole * phases];
      let sum = 0;
      for (let at = 0; at < taps; at++) sum += (ring[start + at] ?? 0) * (table?.[at] ?? 0);
      take(sum);
      next += step;
    }
    const spare = Math.min(filled, Math.floor(next) - reach - first);
    if (spare <= 0) return;
    ring.copyWithin(0, spare, filled);
    first += spare;
    filled -= spare;
  };

  return {
    push(samples, count) {
      for (let at = 0; at < count; ) {
        const here = Math.min(count - at, ring.length - filled);
        for (let index = 0; index < here; index++) ring[filled + index] = samples[at + index] ?? 0;
        filled += here;
        at += here;
        drain();
      }
    },
    finish() {
      ring.fill(0, filled, Math.min(ring.length, filled + reach));
      filled = Math.min(ring.length, filled + reach);
      drain();
    },
  };
}

/** For a sample `phase` after the one at `reach - 1`. */
function tableOf(phase: number, reach: number, stretch: number): Float32Array {
  const table = Float32Array.from({ length: 2 * reach }, (_, at) => {
    const away = (at - reach + 1 - phase) / stretch;
    if (Math.abs(away) >= crossings) return 0;
    const sinc = away === 0 ? 1 : Math.sin(Math.PI * away) / (Math.PI * away);
    return sinc * (0.5 + 0.5 * Math.cos((Math.PI * away) / crossings));
  });
  const sum = table.reduce((before, value) => before + value, 0);
  return table.map((value) => value / sum);
}
