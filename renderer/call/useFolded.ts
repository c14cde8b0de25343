import { useRef, useState, type RefObject } from 'react';
import { flushSync } from 'react-dom';
import type { KeyRow } from '#renderer/ui/keys.ts';
import { useRowKey } from '#renderer/ui/useRowKey.ts';

interface Folded {
  readonly isOpen: boolean;
  readonly setOpen: (isOpen: boolean) => void;
  /** The button that opens it. */
  readonly lineRef: RefObject<HTMLButtonElement | null>;
  readonly bodyRef: RefObject<HTMLDivElement | null>;
}

/** A part of the pane that is a line, and open the whole. A key opens it and goes to what is `first` in it, or closes it. */
export function useFolded(row: KeyRow, { startsOpen = false, first }: { readonly startsOpen?: boolean; readonly first?: string } = {}): Folded {
  const [isOpen, setOpen] = useState(startsOpen);
  const lineRef = useRef<HTMLButtonElement>(null);
  const bodyRef = useRef<HTMLDivElement>(null);
  useRowKey(row, () => {
    const isInside = bodyRef.current?.contains(document.activeElement) === true;
    // The focus follows at once, so that the next key finds it there.
    flushSync(() => setOpen(!isOpen));
    const body = bodyRef.current;
    if (isOpen && isInside) lineRef.current?.focus();
    else if (!isOpen) (first === undefined ? body : body?.querySelector<HTMLElement>(first))?.focus();
  });
  return { isOpen, setOpen, lineRef, bodyRef };
}
