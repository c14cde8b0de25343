/** The part of a media element that a playback uses; time stands still unless a test moves it. */
export class ASound extends EventTarget {
  src = '';
  currentTime = 0;
  duration = Number.NaN;
  playbackRate = 1;
  defaultPlaybackRate = 1;
  preservesPitch = false;
  preload = '';
  paused = true;
  ended = false;
  seeking = false;
  /** HAVE_ENOUGH_DATA, unless a test says that nothing has come yet. */
  readyState = 4;
  isDropped = false;
  error: { readonly code: number } | null = null;
  readonly dataset: Record<string, string> = {};

  play(): Promise<void> {
    this.paused = false;
    this.dispatchEvent(new Event('play'));
    return Promise.resolve();
  }

  pause(): void {
    if (this.paused) return;
    this.paused = true;
    this.dispatchEvent(new Event('pause'));
  }

  load(): void {
    this.currentTime = 0;
  }

  getAttribute(name: string): string | null {
    return name === 'src' ? this.src : null;
  }

  removeAttribute(name: string): void {
    if (name === 'src') this.src = '';
  }

  /** Plays to the end, as a browser tells it. */
  end(): void {
    this.currentTime = this.duration;
    this.ended = true;
    this.paused = true;
    this.dispatchEvent(new Event('pause'));
    this.dispatchEvent(new Event('ended'));
  }
}
