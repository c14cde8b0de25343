import type { z } from 'zod';

/** What is wrong with one member of an input; reads as "<setting> <problem>". */
export interface Problem {
  /** Dotted name, such as `receiver.port`; empty for the input as a whole. */
  readonly setting: string;
  readonly problem: string;
}

type Issue = z.core.$ZodIssue;

/** The issues of a failed parse of `input` in words, one for each member that does not fit. */
export function problemsOf(issues: readonly Issue[], input: unknown): Problem[] {
  return issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ setting: dotted([...issue.path, key]), problem: 'is not known here' }))
      : [{ setting: dotted(issue.path), problem: inWords(issue, memberAt(input, issue.path)) }],
  );
}

function dotted(path: readonly PropertyKey[]): string {
  return path.map(String).join('.');
}

function memberAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((member, key) => (typeof member === 'object' && member !== null ? Reflect.get(member, key) : undefined), input);
}

const typeWords: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  record: 'an object',
  array: 'a list',
};

/** Members with a pattern, by their name: what the pattern asks for. */
const formWords: Readonly<Record<string, string>> = {
  key: 'must have 16 to 128 letters, digits, - or _',
  currency: 'must be a currency code of three capital letters, such as USD',
  host: 'must be an IP address or a host name, without a port',
  contentType: 'must be a content type such as text/plain',
  apiKey: 'must have 1 to 200 visible characters and no blank',
  user: 'must have 1 to 200 characters and no colon',
  publicBaseUrl: 'must be an address that begins with http:// or https://',
};

function inWords(issue: Issue, value: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
      return value === undefined ? 'is missing' : `must be ${typeWords[issue.expected] ?? issue.expected}`;
    case 'too_big':
      return issue.origin === 'string' ? `must have at most ${issue.maximum} characters` : `must be at most ${issue.maximum}`;
    case 'too_small':
      if (issue.origin !== 'string') return `must be at least ${issue.minimum}`;
      return Number(issue.minimum) <= 1 ? 'must not be empty' : `must have at least ${issue.minimum} characters`;
    case 'invalid_value':
      return `must be one of: ${issue.values.map(String).join(', ')}`;
    case 'invalid_format':
      return formWords[String(issue.path.at(-1))] ?? 'does not have the right form';
    case 'custom':
      return issue.message;
    case 'invalid_union':
      // Zod's own words say nothing; a schema with words of its own does.
      return issue.message === 'Invalid input' ? 'does not fit' : issue.message;
    case 'not_multiple_of':
    case 'unrecognized_keys':
    case 'invalid_key':
    case 'invalid_element':
      return 'does not fit';
  }
}
