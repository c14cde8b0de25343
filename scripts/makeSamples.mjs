// Makes samples/: synthesised calls with their recordings and pushes. Needs espeak-ng, sox and ffmpeg; its output is
// committed, so that nobody else needs them. `node scripts/run.cjs scripts/makeSamples.mjs`
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dialogues, unanswered } from './samples/dialogues.mjs';

const rate = 8000;
const samplesDir = join(import.meta.dirname, '..', 'samples');
const tailMs = 700;
/** Parts of full scale: what speech rarely exceeds and never exceeds, and the line's noise. */
const speechLevel = 0.3;
const speechLimit = 0.75;
const noiseLevel = 0.004;
const startTime = 1_790_841_600;

const encoders = {
  pcm: { extension: 'wav', args: ['-c:a', 'pcm_s16le'] },
  alaw: { extension: 'wav', args: ['-c:a', 'pcm_alaw'] },
  mulaw: { extension: 'wav', args: ['-c:a', 'pcm_mulaw'] },
  mp3: { extension: 'mp3', args: ['-c:a', 'libmp3lame', '-b:a', '16k'] },
};

const work = mkdtempSync(join(tmpdir(), 'earshot-samples-'));
rmSync(samplesDir, { recursive: true, force: true });
for (const dialogue of dialogues) makeSample(dialogue);
writePush('unanswered', unanswered);
rmSync(work, { recursive: true });

function makeSample(dialogue) {
  const { name, turns, call, format, ringSeconds, firstDetailId = 1 } = dialogue;
  const placed = placeTurns(dialogue);
  const last = placed.at(-1);
  const length = last.end + (tailMs * rate) / 1000;

  const random = seeded(name);
  const noise = Float64Array.from({ length }, () => (random() + random() - 1) * noiseLevel);
  const customer = Float64Array.from(noise);
  for (const { type, sound, start } of placed) if (type === 'PERSON') add(customer, sound, start);
  const composite = Float64Array.from(customer);
  for (const { type, sound, start } of placed) if (type !== 'PERSON') add(composite, sound, start);

  mkdirSync(join(samplesDir, name), { recursive: true });
  const { extension } = encoders[format];
  encode(composite, format, join(samplesDir, name, `ai_user.${extension}`));
  encode(customer, format, join(samplesDir, name, `user.${extension}`));

  const sentences = placed.filter(({ type }) => type !== 'RINGING');
  const seconds = Math.ceil(length / rate);
  writePush(name, {
    ...call,
    startTime,
    endTime: startTime + ringSeconds + seconds,
    chatDuration: seconds,
    billingTime: 60,
    chatRound: turns.filter(({ type }) => type === 'PERSON').length,
    fullAudioUrl: `{{recordings}}/${name}/ai_user.${extension}`,
    customerAudioUrl: `{{recordings}}/${name}/user.${extension}`,
    callDetailList: sentences.map(({ type, text, start, end }, index) => {
      const callDetailId = typeof firstDetailId === 'bigint' ? firstDetailId + BigInt(index) : firstDetailId + index;
      const sentence = { callDetailId, text, type };
      // The platform gives times of customer sentences only.
      return type === 'PERSON' ? Object.assign(sentence, { startOffset: inMs(start), endOffset: inMs(end) }) : sentence;
    }),
  });
}

function inMs(samples) {
  return Math.round((samples / rate) * 1000);
}

/** Each turn with its sound and where it begins and ends, in samples. */
function placeTurns({ turns, robotVoice, customerVoice }) {
  let at = 0;
  return turns.map((turn) => {
    const sound = turn.type === 'RINGING' ? ringing(turn.rings) : speak(turn.text, turn.type === 'PERSON' ? customerVoice : robotVoice);
    const start = at + (turn.pauseMs * rate) / 1000;
    at = start + sound.length;
    return { ...turn, sound, start, end: at };
  });
}

/** Speech as it comes over a telephone: 300 to 3400 Hz, without the silence around it. */
function speak(text, { voice, wordsPerMinute, pitch }) {
  const spoken = join(work, 'spoken.wav');
  const telephone = join(work, 'telephone.raw');
  execFileSync('espeak-ng', ['-v', voice, '-s', String(wordsPerMinute), '-p', String(pitch), '-w', spoken, text]);
  const trim = ['silence', '1', '0.01', '1%', 'reverse'];
  execFileSync('sox', ['-D', '-v', '0.8', spoken, '-t', 'raw', '-r', String(rate), '-c', '1', '-e', 'signed', '-b', '16', telephone, 'highpass', '300', 'lowpass', '3400', ...trim, ...trim]);
  const bytes = readFileSync(telephone);
  const samples = Float64Array.from({ length: bytes.length / 2 }, (_, index) => bytes.readInt16LE(index * 2));
  // Lines level speech out: by what is nearly its loudest, so that one plosive does not make the rest quiet.
  const loud = Math.max(1, samples.map(Math.abs).toSorted()[Math.floor(samples.length * 0.96)]);
  return samples.map((sample) => speechLimit * Math.tanh((sample / loud) * (speechLevel / speechLimit)));
}

/** The tone of a telephone that rings at the other end: 425 Hz, 1 s on, 1.5 s off. */
function ringing(rings) {
  return Float64Array.from({ length: rings * 2.5 * rate }, (_, index) => {
    const inRing = (index / rate) % 2.5;
    const fade = Math.min(1, inRing * 100, Math.max(0, (1 - inRing) * 100));
    return 0.12 * fade * Math.sin((2 * Math.PI * 425 * index) / rate);
  });
}

function add(into, sound, start) {
  for (const [index, sample] of sound.entries()) into[start + index] += sample;
}

function encode(samples, format, file) {
  const raw = Buffer.alloc(samples.length * 2);
  for (const [index, sample] of samples.entries()) raw.writeInt16LE(Math.round(sample * 32_767), index * 2);
  // Bit-exact: no version of ffmpeg in the header.
  const input = ['-f', 's16le', '-ar', String(rate), '-ac', '1', '-i', 'pipe:0'];
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...input, '-fflags', '+bitexact', '-flags:a', '+bitexact', ...encoders[format].args, file], { input: raw });
}

function writePush(name, push) {
  mkdirSync(join(samplesDir, name), { recursive: true });
  // JSON.stringify knows no bigint, and a number would lose digits: its text is put in afterwards.
  const text = JSON.stringify(push, (_, value) => (typeof value === 'bigint' ? `long:${value}` : value), 2);
  writeFileSync(join(samplesDir, name, 'push.json'), `${text.replaceAll(/"long:(\d+)"/g, '$1')}\n`);
}

/** A generator of the same numbers, 0 … 1, for the same word (mulberry32). */
function seeded(word) {
  let state = [...word].reduce((sum, letter) => Math.imul(sum, 31) + letter.codePointAt(0), 7);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
