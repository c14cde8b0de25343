const takers = 'input, textarea, select, [contenteditable], [role="dialog"], [role="menu"]';

/** Whether a key pressed there is meant for what is there (a field, an overlay), or is part of a browser's shortcut. */
export function isKeyTaken(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return true;
  return event.target instanceof Element && event.target.closest(takers) !== null;
}
