/** A text that a push carries may have megabytes; a sentence that quotes it has to stay one. */
const longest = 1000;

/** Letters that are written from right to left, and the mark that stands for one. */
const rightToLeft = /[\u0590-\u08FF\u200F\uFB1D-\uFDFF\uFE70-\uFEFE\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;

/**
 * Somebody else's text as a sentence of Earshot's quotes it: at most 1,000 letters, on one line, and with nothing in it
 * that changes the order of the words around it. Bidi controls (Unicode's UAX #9) are left out, and text that runs from
 * right to left is isolated. Where a text stands by itself it is shown as it came, in an element that isolates it.
 */
export function quoted(text: string): string {
  const short = text.length > longest ? `${text.slice(0, longest)}…` : text;
  const plain = short.toWellFormed().replaceAll(/[\u202A-\u202E\u2066-\u2069]/gu, '').replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ');
  return rightToLeft.test(plain) ? `\u2068${plain}\u2069` : plain;
}
