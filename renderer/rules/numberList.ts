import { digitsOf, mostNumbers } from '#shared/model/alertRule.ts';

/** What a pasted or typed list of numbers holds. */
interface NumberList {
  /** Each number once, as it was written first; no more than a rule takes. */
  readonly numbers: string[];
  /** Entries without a digit, which are no numbers. */
  readonly odd: readonly string[];
  /** Numbers that there was no room for. */
  readonly left: number;
}

/** Reads a list: one number a line, or with commas, semicolons or tabs between them. */
export function numberListOf(text: string): NumberList {
  const byDigits = new Map<string, string>();
  const odd: string[] = [];
  for (const entry of text.split(/[\n\r,;\t]+/u)) {
    const number = entry.trim().slice(0, 200);
    const digits = digitsOf(number);
    if (digits !== '') byDigits.set(digits, byDigits.get(digits) ?? number);
    else if (number !== '') odd.push(number);
  }
  const all = [...byDigits.values()];
  return { numbers: all.slice(0, mostNumbers), odd, left: Math.max(0, all.length - mostNumbers) };
}
