/** What is made of a recording's sound. */
export interface Mix {
  /** The one channel that is heard; null for all. */
  readonly channel: number | null;
  /** Evens out loud and quiet; `gain` brings a quiet recording up first. Null where the sound is left as it is. */
  readonly evens: { readonly gain: number } | null;
}

/** Changes the sound of media elements on its way to the speakers. */
export interface Mixer {
  /** Leads the sound of an element through here from now on; once is enough, and there is no way back. */
  readonly lead: (sound: HTMLAudioElement) => void;
  readonly setMix: (mix: Mix) => void;
  readonly setMuted: (isMuted: boolean) => void;
  /** Has to be called before anything is heard. */
  readonly wake: () => void;
  /** Gives up the sound device until the next `wake`. */
  readonly rest: () => void;
  readonly close: () => void;
}

/** How quickly a voice is muted and comes back, without a click, s. */
const fadeSeconds = 0.008;
/** Any louder, and the noise of a quiet line would be all that is heard. */
const largestGain = 4;

/** The gain that brings loud parts of `loudness` (0 to 1) near to where speech is recorded well. */
export function levellingGain(loudness: number | null): number {
  if (loudness === null || loudness <= 0) return 1;
  return Math.min(largestGain, Math.max(0.5, 0.5 / loudness));
}

/**
 * A mixer on Web Audio: element → channel → mute → (gain → compressor) → speakers. Rate and pitch are the element's own and
 * are settled before. An element of another origin has to be loaded with CORS, or it is silent here.
 */
export function createMixer(createContext: () => AudioContext = () => new AudioContext()): Mixer {
  const context = createContext();
  const voice = context.createGain();
  const level = context.createGain();
  const compressor = new DynamicsCompressorNode(context, { threshold: -32, knee: 10, ratio: 6, attack: 0.004, release: 0.22 });
  level.connect(compressor).connect(context.destination);
  voice.connect(context.destination);

  const led = new Map<HTMLAudioElement, { readonly source: AudioNode; splitter: AudioNode | null }>();
  let mix: Mix = { channel: null, evens: null };
  let isMuted = false;

  function connect(sound: HTMLAudioElement): void {
    const entry = led.get(sound);
    if (entry === undefined) return;
    entry.source.disconnect();
    entry.splitter?.disconnect();
    entry.splitter = null;
    if (mix.channel === null) {
      entry.source.connect(voice);
      return;
    }
    // One channel by itself is mono, which both speakers get.
    const splitter = context.createChannelSplitter(2);
    entry.source.connect(splitter);
    splitter.connect(voice, mix.channel);
    entry.splitter = splitter;
  }

  return {
    lead(sound) {
      if (led.has(sound)) return;
      led.set(sound, { source: context.createMediaElementSource(sound), splitter: null });
      connect(sound);
    },
    setMix(next) {
      const isSameChannel = next.channel === mix.channel;
      mix = next;
      if (!isSameChannel) for (const sound of led.keys()) connect(sound);
      voice.disconnect();
      voice.connect(next.evens === null ? context.destination : level);
      level.gain.value = next.evens?.gain ?? 1;
    },
    setMuted(next) {
      if (next === isMuted) return;
      isMuted = next;
      voice.gain.setTargetAtTime(isMuted ? 0 : 1, context.currentTime, fadeSeconds);
    },
    wake: () => void context.resume().catch(() => undefined),
    rest: () => void context.suspend().catch(() => undefined),
    close() {
      led.clear();
      void context.close().catch(() => undefined);
    },
  };
}
