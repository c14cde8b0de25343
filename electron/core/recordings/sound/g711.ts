/** ITU-T G.711: one byte to a 16-bit sample, as tables of 256. */

/** A-law: even bits are inverted on the line; a step of the lowest two chords is 16. */
export const alaw: Int16Array = Int16Array.from({ length: 256 }, (_, byte) => {
  const code = byte ^ 0x55;
  const chord = (code >> 4) & 7;
  const step = ((code & 15) << 4) + 8;
  const magnitude = chord === 0 ? step : (step + 0x100) << (chord - 1);
  return code & 0x80 ? magnitude : -magnitude;
});

/** mu-law: all bits are inverted on the line; the bias of 132 is taken off again. */
export const mulaw: Int16Array = Int16Array.from({ length: 256 }, (_, byte) => {
  const code = ~byte & 0xff;
  const magnitude = ((((code & 15) << 3) + 132) << ((code >> 4) & 7)) - 132;
  return code & 0x80 ? -magnitude : magnitude;
});
