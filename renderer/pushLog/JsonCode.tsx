import type { ReactNode } from 'react';
import { prettyJson, type JsonToken } from './prettyJson.ts';
import './jsonCode.css';

/** Pieces of JSON in their colours. */
export function JsonTokens({ tokens }: { readonly tokens: readonly JsonToken[] }): ReactNode {
  return tokens.map(({ kind, text }, place) => (
    // oxlint-disable-next-line react/no-array-index-key -- the pieces of a line never move
    <span key={place} className={`json-${kind}`}>
      {text}
    </span>
  ));
}

interface Props {
  readonly text: string;
}

/** A short text on one line: in colours where it is JSON, else as it is. */
export function JsonCode({ text }: Props): ReactNode {
  const { lines, brokenAt } = prettyJson(text);
  if (brokenAt !== null) return text;
  return lines.map(({ tokens }, place) => (
    // oxlint-disable-next-line react/no-array-index-key -- the lines never move
    <JsonTokens key={place} tokens={tokens} />
  ));
}
