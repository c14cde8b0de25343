import { afterEach, expect, it, vi } from 'vitest';
import { alertSounds } from '#shared/model/alertRule.ts';
import { createSounds } from '#renderer/alerts/index.ts';

interface Rung {
  readonly hz: number;
  readonly start: number;
  readonly stop: number;
  readonly peak: number;
}

/** Web Audio as far as a tone needs it. */
function aContext() {
  const rung: Rung[] = [];
  const context = { currentTime: 10, destination: {}, resume: () => Promise.resolve() };
  vi.stubGlobal(
    'OscillatorNode',
    class {
      frequency: number;
      tone: { start: number; stop: number } = { start: 0, stop: 0 };
      peak = 0;
      constructor(_context: unknown, { frequency }: { frequency: number }) {
        this.frequency = frequency;
      }
      connect(envelope: { peak: number; connect(to: unknown): void }) {
        this.peak = envelope.peak;
        return envelope;
      }
      start(at: number) {
        this.tone.start = at;
      }
      stop(at: number) {
        rung.push({ hz: this.frequency, start: this.tone.start, stop: at, peak: this.peak });
      }
    },
  );
  vi.stubGlobal(
    'GainNode',
    class {
      peak = 0;
      gain = {
        setValueAtTime: () => {},
        linearRampToValueAtTime: (to: number) => (this.peak = to),
        exponentialRampToValueAtTime: () => {},
      };
      connect() {}
    },
  );
  return { rung, newContext: () => context as unknown as AudioContext }; // what a sound uses of it
}

afterEach(() => void vi.unstubAllGlobals());

it.each(alertSounds.filter((sound) => sound !== 'none'))('plays %s as tones that end, and that together cannot clip', (sound) => {
  const { rung, newContext } = aContext();
  createSounds(newContext).play(sound, 1);
  expect(rung.length).toBeGreaterThan(0);
  for (const { start, stop } of rung) {
    expect(start).toBeGreaterThanOrEqual(10);
    expect(stop).toBeGreaterThan(start);
    expect(stop).toBeLessThan(12);
    const together = rung.filter((other) => other.start <= start && other.stop > start).reduce((sum, { peak }) => sum + peak, 0);
    expect(together).toBeLessThanOrEqual(1.6);
  }
});

it('is silent where it is to be', () => {
  const { rung, newContext } = aContext();
  const sounds = createSounds(newContext);
  sounds.play('none', 1);
  sounds.play('chime', 0);
  expect(rung).toEqual([]);
  sounds.play('chime', 0.5);
  expect(Math.max(...rung.map(({ peak }) => peak))).toBeCloseTo(0.0875);
});
