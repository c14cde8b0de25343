import type { ReactNode } from 'react';
import './ui.css';

/** A key as it is written on the keyboard; decoration, the button beside it has the words. */
export function Kbd({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <kbd className="kbd" aria-hidden>
      {children}
    </kbd>
  );
}
