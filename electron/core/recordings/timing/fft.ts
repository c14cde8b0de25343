/** Of complex numbers, in place. */
export interface Fft {
  readonly size: number;
  forward(re: Float32Array, im: Float32Array): void;
  /** Without the division by `size`. */
  backward(re: Float32Array, im: Float32Array): void;
}

/** For a `size` that is a power of two. */
export function createFft(size: number): Fft {
  const cos = Float32Array.from({ length: size / 2 }, (_, at) => Math.cos((2 * Math.PI * at) / size));
  const sin = Float32Array.from({ length: size / 2 }, (_, at) => Math.sin((2 * Math.PI * at) / size));
  const bits = Math.log2(size);
  const reversed = Uint32Array.from({ length: size }, (_, at) => {
    let result = 0;
    for (let bit = 0; bit < bits; bit++) result |= ((at >> bit) & 1) << (bits - 1 - bit);
    return result;
  });

  const transform = (re: Float32Array, im: Float32Array): void => {
    for (let at = 0; at < size; at++) {
      const other = reversed[at] ?? 0;
      if (other <= at) continue;
      const swappedRe = re[at] ?? 0;
      re[at] = re[other] ?? 0;
      re[other] = swappedRe;
      const swappedIm = im[at] ?? 0;
      im[at] = im[other] ?? 0;
      im[other] = swappedIm;
    }
    for (let half = 1; half < size; half *= 2) {
      const step = size / (2 * half);
      for (let start = 0; start < size; start += 2 * half) {
        for (let at = start, turn = 0; at < start + half; at++, turn += step) {
          const turnRe = cos[turn] ?? 0;
          const turnIm = -(sin[turn] ?? 0);
          const lowRe = re[at + half] ?? 0;
          const lowIm = im[at + half] ?? 0;
          const movedRe = lowRe * turnRe - lowIm * turnIm;
          const movedIm = lowRe * turnIm + lowIm * turnRe;
          const highRe = re[at] ?? 0;
          const highIm = im[at] ?? 0;
          re[at + half] = highRe - movedRe;
          im[at + half] = highIm - movedIm;
          re[at] = highRe + movedRe;
          im[at] = highIm + movedIm;
        }
      }
    }
  };

  return { size, forward: transform, backward: (re, im) => transform(im, re) };
}
