/** Keys as the sheet reads them out, by what a keyboard calls them. */
const spokenKeys: Readonly<Record<string, string>> = {
  'Left arrow': 'ArrowLeft',
  'Right arrow': 'ArrowRight',
  'Up arrow': 'ArrowUp',
  'Down arrow': 'ArrowDown',
  'Page Up': 'PageUp',
  'Page Down': 'PageDown',
  Esc: 'Escape',
  Minus: '-',
  Plus: '+',
  'Full stop': '.',
  Comma: ',',
  Slash: '/',
  'Question mark': '?',
  'Less than': '<',
  'Greater than': '>',
  'Left bracket': '[',
  'Right bracket': ']',
  'Left brace': '{',
  'Right brace': '}',
};

/** `Ctrl Shift C` as Playwright wants it. */
export function chordOf(spoken: string): string {
  const mods = /^(?:(?:Ctrl|Shift|Alt) )*/.exec(spoken)?.[0] ?? '';
  const name = spoken.slice(mods.length);
  const key = spokenKeys[name] ?? (/^[A-Z]$/.test(name) ? name.toLowerCase() : name);
  return [...mods.split(' ').filter((mod) => mod !== ''), key].join('+').replace('Ctrl', 'Control');
}
