export interface Intent {
  /** The level, such as `A`; null where the name begins with none. */
  readonly level: string | null;
  readonly rest: string;
}

/** Reads an intent's name: `A (strong interest)` is level A, `strong interest`. Its time grows with the name's length. */
export function readIntent(name: string): Intent {
  const parts = /^(?<level>[A-F])级?(?<rest>$|\s*[(（[【:：.、-].*|\s.*)/su.exec(name.trim());
  const { level, rest = '' } = parts?.groups ?? {};
  if (level === undefined) return { level: null, rest: name.trim() };
  const words = rest.trimStart();
  if (/^[(（[【]/u.test(words)) return { level, rest: words.slice(1).replace(/[)）\]】]$/u, '').trim() };
  return { level, rest: (/^[:：.、-]/u.test(words) ? words.slice(1) : words).trim() };
}
