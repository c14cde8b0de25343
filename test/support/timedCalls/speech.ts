import { execFileSync } from 'node:child_process';
import { rate, type Signal } from './signals.ts';

/** Somebody who speaks, by espeak-ng. */
export interface Voice {
  readonly name: string;
  /** Words a minute. */
  readonly speed: number;
  /** 0…99. */
  readonly pitch: number;
}

const espeakRate = 22_050;
const spoken = new Map<string, Signal>();

/** `text`, from the first to the last sound of it; what was said once is not made again. */
export function say(text: string, { name, speed, pitch }: Voice): Signal {
  const key = `${name}|${speed}|${pitch}|${text}`;
  const known = spoken.get(key);
  if (known) return known;
  const wav = execFileSync('espeak-ng', ['-v', name, '-s', String(speed), '-p', String(pitch), '--stdout', '--', text], { maxBuffer: 1 << 26, stdio: ['ignore', 'pipe', 'ignore'] });
  const start = wav.indexOf('data') + 8;
  const samples = new Float32Array(Math.floor((wav.length - start) / 2));
  for (let at = 0; at < samples.length; at++) samples[at] = wav.readInt16LE(start + 2 * at) / 32_768;
  const signal = trimmed(at8k(samples));
  spoken.set(key, signal);
  return signal;
}

/** By a windowed sinc that lets through what 8 kHz can hold. */
function at8k(samples: Signal): Signal {
  const step = espeakRate / rate;
  const reach = Math.ceil(10 * step);
  return Float32Array.from({ length: Math.floor(samples.length / step) }, (_, at) => {
    const position = at * step;
    const whole = Math.floor(position);
    let sum = 0;
    for (let from = whole - reach; from <= whole + reach + 1; from++) {
      const away = (position - from) / step;
      if (Math.abs(away) >= 10) continue;
      const sinc = away === 0 ? 1 : Math.sin(Math.PI * away) / (Math.PI * away);
      sum += (samples[from] ?? 0) * sinc * (0.5 + 0.5 * Math.cos((Math.PI * away) / 10));
    }
    return sum / step;
  });
}

/** Without the silence around it. */
function trimmed(sound: Signal): Signal {
  const peak = sound.reduce((highest, sample) => Math.max(highest, Math.abs(sample)), 0);
  const isLoud = (sample: number): boolean => Math.abs(sample) > peak / 200;
  const first = Math.max(0, sound.findIndex(isLoud));
  const last = sound.findLastIndex(isLoud);
  return sound.slice(first, last + 1);
}
