/** For how long a field is waited for, ms. */
const patienceMs = 1000;

/**
 * Called when a key asks for a field that gets the focus a moment later: until then letters are no keys of the screen, which
 * would decide on calls; the field has them as its first ones.
 */
export function typeAhead(): void {
  const stop = new AbortController();
  const how = { capture: true, signal: stop.signal } as const;
  let typed = '';
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.key.length > 1) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      typed += event.key;
    },
    how,
  );
  window.addEventListener(
    'focusin',
    ({ target }) => {
      if (!(target instanceof HTMLInputElement)) return;
      stop.abort();
      // As the keyboard does it, so that the field hears of it.
      if (typed !== '') document.execCommand('insertText', false, typed);
    },
    how,
  );
  setTimeout(() => stop.abort(), patienceMs);
}
