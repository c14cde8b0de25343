import { describe, expect, it } from 'vitest';
import { encodePeaks, parsePeaks, type Peaks } from '#shared/model/peaks.ts';

const peaks: Peaks = { sampleRate: 8000, samplesPerPixel: 80, length: 2, channels: 1, data: Int8Array.of(-128, 127, -3, 4) };

describe('encodePeaks', () => {
  it('writes six little-endian fields and the pairs', () => {
    expect(Buffer.from(encodePeaks(peaks)).toString('hex')).toBe('0200000001000000401f0000500000000200000001000000807ffd04');
  });
});

describe('parsePeaks', () => {
  it('reads back what was written', () => {
    expect(parsePeaks(encodePeaks(peaks))).toEqual(peaks);
  });

  it('reads an array buffer and a view into a larger one alike', () => {
    const bytes = encodePeaks(peaks);
    const larger = new Uint8Array(bytes.length + 7);
    larger.set(bytes, 3);
    expect(parsePeaks(bytes.buffer)).toEqual(peaks);
    expect(parsePeaks(larger.subarray(3, 3 + bytes.length))).toEqual(peaks);
  });

  it('reads version 1, which has no number of channels', () => {
    const version1 = Buffer.from('0100000001000000401f00005000000002000000807ffd04', 'hex');
    expect(parsePeaks(Uint8Array.from(version1))).toEqual(peaks);
  });

  it('reads the channels of version 2', () => {
    const stereo: Peaks = { ...peaks, length: 1, channels: 2 };
    expect(parsePeaks(encodePeaks(stereo))).toEqual(stereo);
  });

  it.each([
    ['too few bytes', new Uint8Array(4), 'too few for a header'],
    ['another version', withField(0, 3), 'the version reads 3'],
    ['16 bits', withField(1, 0), '16 bits'],
    ['fewer values than announced', encodePeaks(peaks).subarray(0, 26), 'cut off'],
    ['a senseless header', withField(3, 0), 'makes no sense'],
    ['a page of text', Uint8Array.from(Buffer.from('<!doctype html><title>404</title>')), 'the version reads'],
  ])('says what is wrong with %s', (_, bytes, words) => {
    expect(() => parsePeaks(bytes)).toThrow(words);
  });
});

function withField(index: number, value: number): Uint8Array<ArrayBuffer> {
  const bytes = encodePeaks(peaks);
  new DataView(bytes.buffer).setInt32(index * 4, value, true);
  return bytes;
}
