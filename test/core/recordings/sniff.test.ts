import { describe, expect, it } from 'vitest';
import { sniffSound } from '../../../electron/core/recordings/sniff.ts';
import { soundBytes } from '../../support/sounds.ts';
import { aWav } from '../../support/wav.ts';

/** MPEG 2, layer III, 24 kbit/s, 16 kHz: frames of 108 bytes. */
const frames = Buffer.alloc(4096);
for (let at = 0; at < frames.length; at += 108) frames.set(Buffer.from('fff338c4', 'hex').subarray(0, frames.length - at), at);

describe('sniffSound', () => {
  it.each([
    ['a WAV', aWav({ data: Buffer.alloc(10) }), 'audio/wav'],
    ['an MP3 that begins with a tag', Buffer.from('ID3\x04\0\0\0\0\0\0'), 'audio/mpeg'],
    ['an MP3 that begins with a frame', frames, 'audio/mpeg'],
    ['an MP3 of one frame', frames.subarray(0, 100), 'audio/mpeg'],
    ['an Ogg', Buffer.from('OggS\0\x02'), 'audio/ogg'],
    ['an MP3 of free format', soundBytes('free-format.mp3').subarray(0, 4096), 'audio/mpeg'],
    ['a FLAC', Buffer.from('fLaC\0\0\0\x22'), 'audio/flac'],
    ['an RF64', Buffer.from('RF64\xff\xff\xff\xffWAVEds64', 'latin1'), 'audio/wav'],
    ['an M4A', Buffer.from('\0\0\0\x20ftypM4A '), 'audio/mp4'],
  ])('knows %s', (_, head, contentType) => {
    expect(sniffSound(head)?.contentType).toBe(contentType);
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['a page', Buffer.from('<!doctype html><html><body>RIFF WAVE')],
    ['JSON', Buffer.from('{"status":"-32"}')],
    ['another RIFF file', Buffer.from('RIFF\0\0\0\0AVI LIST')],
    ['text in UTF-16', Buffer.from('\uFEFF{"error":"not found"}', 'utf16le')],
    ['AAC frames', Buffer.from('fff15080', 'hex')],
    ['a frame that nothing follows', Buffer.concat([frames.subarray(0, 108), Buffer.alloc(500)])],
  ])('refuses %s', (_, head) => {
    expect(sniffSound(head)).toBeNull();
  });
});
