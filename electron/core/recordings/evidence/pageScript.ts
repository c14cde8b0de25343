/* oxlint-disable unicorn/consistent-function-scoping -- the source of one function is put into a page: it has to hold all that it uses */
/**
 * What plays the sounds of the page that a call is saved as. Its source is put into that page, so it uses nothing from
 * around it.
 */
export function playEvidence(): void {
  const all = <Kind extends Element>(selector: string, kind: new () => Kind): Kind[] => [...document.querySelectorAll(selector)].filter((element): element is Kind => element instanceof kind);
  const [sound] = all('#sound', HTMLAudioElement);
  const [play] = all('#play', HTMLButtonElement);
  const [position] = all('#position', HTMLInputElement);
  const [clock] = all('#clock', HTMLElement);
  const [problem] = all('#problem', HTMLElement);
  const lanes = all('.lane-area', HTMLElement);
  const sentences = all('.sentence[data-start]', HTMLElement);
  const voices = all('input[name="voice"]', HTMLInputElement);
  if (!sound || !play || !position || !clock || !problem) return;

  const totalMs = Number(position.max);
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const addresses = new Map<string, string>();
  let spoken: HTMLElement | null = null;

  const two = (part: number): string => String(part).padStart(2, '0');
  const words = (ms: number): string => {
    const seconds = Math.floor(ms / 1000);
    const minutes = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
    return seconds < 3600 ? minutes.replace(/^0/, '') : `${String(Math.floor(seconds / 3600))}:${minutes}`;
  };

  const bytesOf = (text: string): Uint8Array<ArrayBuffer>[] => {
    const parts: Uint8Array<ArrayBuffer>[] = [];
    // In pieces, each of whole groups of four letters: a long text at once is too much for some browsers.
    for (let at = 0; at < text.length; at += 1_048_576) parts.push(Uint8Array.from(atob(text.slice(at, at + 1_048_576)), (letter) => letter.charCodeAt(0)));
    return parts;
  };
  const check = async (sound: Blob, kind: string, expected: string): Promise<void> => {
    // Elsewhere the browser has no digests.
    if (!globalThis.isSecureContext) return;
    const digest = await crypto.subtle.digest('SHA-256', await sound.arrayBuffer());
    const found = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    for (const note of all(`[data-check="${kind}"]`, HTMLElement)) note.textContent = (found === expected ? note.dataset['same'] : note.dataset['other']) ?? '';
  };
  const addressOf = (kind: string): string | null => {
    const known = addresses.get(kind);
    if (known !== undefined) return known;
    const data = document.getElementById(`sound-${kind}`);
    if (data === null) return null;
    const blob = new Blob(bytesOf(data.textContent.trim()), { type: data.dataset['type'] ?? '' });
    data.textContent = '';
    void check(blob, kind, data.dataset['sha256'] ?? '');
    const address = URL.createObjectURL(blob);
    addresses.set(kind, address);
    return address;
  };

  const show = (): void => {
    const atMs = sound.currentTime * 1000;
    position.value = String(Math.round(atMs));
    position.setAttribute('aria-valuetext', `${words(atMs)} / ${words(totalMs)}`);
    clock.textContent = `${words(atMs)} / ${words(totalMs)}`;
    for (const lane of lanes) lane.style.setProperty('--played', `${String(Math.min(100, (atMs / totalMs) * 100))}%`);
    let current: HTMLElement | null = null;
    // The last one that has begun and not ended; a click lands within a few ms of its beginning.
    for (const sentence of sentences) {
      const { start, end } = sentence.dataset;
      if (Number(start) <= atMs + 40 && Number(end) > atMs) current = sentence;
    }
    if (current === spoken) return;
    spoken?.removeAttribute('aria-current');
    current?.setAttribute('aria-current', 'true');
    spoken = current;
    if (!sound.paused) current?.scrollIntoView({ block: 'nearest', behavior: calm ? 'instant' : 'smooth' });
  };
  const follow = (): void => {
    show();
    if (!sound.paused) requestAnimationFrame(follow);
  };
  const say = (isPlaying: boolean): void => {
    const label = (isPlaying ? play.dataset['pause'] : play.dataset['play']) ?? '';
    play.setAttribute('aria-label', label);
    play.title = label;
    play.dataset['state'] = isPlaying ? 'playing' : 'paused';
  };

  const seek = (ms: number): void => {
    const to = Math.max(0, Math.min(totalMs, ms)) / 1000;
    if (sound.readyState > 0) sound.currentTime = to;
    else sound.addEventListener('loadedmetadata', () => (sound.currentTime = to), { once: true });
    show();
  };
  const start = (): void => void sound.play().catch(() => {});
  const toggle = (): void => (sound.paused ? start() : sound.pause());
  const step = (direction: 1 | -1): void => {
    const atMs = sound.currentTime * 1000;
    const starts = sentences.map((sentence) => Number(sentence.dataset['start'])).toSorted((a, b) => a - b);
    const to = direction === 1 ? starts.find((ms) => ms > atMs + 60) : starts.findLast((ms) => ms < atMs - 1500);
    if (to !== undefined) seek(to);
    else if (direction === -1) seek(0);
  };
  const hear = (kind: string): void => {
    const address = addressOf(kind);
    if (address === null) return;
    const [atMs, wasPlaying] = [sound.currentTime * 1000, !sound.paused];
    sound.src = address;
    if (atMs > 0) seek(atMs);
    if (wasPlaying) start();
  };

  sound.addEventListener('play', follow);
  sound.addEventListener('play', () => say(true));
  sound.addEventListener('pause', () => say(false));
  sound.addEventListener('ended', () => say(false));
  sound.addEventListener('timeupdate', show);
  sound.addEventListener('seeked', show);
  sound.addEventListener('error', () => (problem.hidden = false));
  play.addEventListener('click', toggle);
  position.addEventListener('input', () => seek(Number(position.value)));
  for (const button of all('button[data-by]', HTMLButtonElement)) button.addEventListener('click', () => seek(sound.currentTime * 1000 + Number(button.dataset['by'])));
  for (const sentence of sentences) {
    sentence.addEventListener('click', () => {
      // A click that selects words goes nowhere.
      if (getSelection()?.toString()) return;
      seek(Number(sentence.dataset['start']));
      start();
    });
  }
  for (const lane of lanes) {
    lane.addEventListener('click', ({ clientX }) => {
      const { left, width } = lane.getBoundingClientRect();
      seek(((clientX - left) / width) * totalMs);
    });
  }
  for (const voice of voices) voice.addEventListener('change', () => hear(voice.value));
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const isOnChoice = event.target instanceof HTMLInputElement && event.target.type === 'radio';
    if (event.key === ' ' && !isOnChoice && !(event.target instanceof HTMLButtonElement)) toggle();
    else if (event.key === 'ArrowLeft' && !isOnChoice) seek(sound.currentTime * 1000 - 5000);
    else if (event.key === 'ArrowRight' && !isOnChoice) seek(sound.currentTime * 1000 + 5000);
    else if (event.key === '[') step(-1);
    else if (event.key === ']') step(1);
    else return;
    event.preventDefault();
  });

  const chosen = voices.find(({ checked }) => checked)?.value ?? document.querySelector('[id^="sound-"]')?.id.slice('sound-'.length);
  if (chosen !== undefined) hear(chosen);
  show();
}
