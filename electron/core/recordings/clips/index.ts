export { decodeSpan } from './decodeSpan.ts';
export { mp3FormOf } from './mp3Encoder.ts';
export { createMp3Writer } from './mp3Writer.ts';
export { clipJobSchema, madeFileSchema, writeClip, type ClipJob, type MadeFile } from './writeClip.ts';
