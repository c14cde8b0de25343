export interface Intent {
  /** The level, such as `A`; null where the name begins with none. */
  readonly level: string | null;
  readonly rest: string;
}

/** Reads an intent's name: `A (strong interest)` is level A, `strong interest`. */
export function readIntent(name: string): Intent {
  const parts = /^\s*(?<level>[A-F])级?(?:\s*[(（[【]\s*(?<inside>.*?)\s*[)）\]】]?|\s*[-:：.、]\s*(?<after>.*)|\s+(?<spaced>.*))?\s*$/u.exec(name);
  const level = parts?.groups?.['level'];
  if (level === undefined) return { level: null, rest: name.trim() };
  const { inside, after, spaced } = parts?.groups ?? {};
  return { level, rest: (inside ?? after ?? spaced ?? '').trim() };
}
