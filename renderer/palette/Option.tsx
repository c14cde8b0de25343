import { UnstyledButton } from '@mantine/core';
import { useEffect, useRef, type MouseEvent, type ReactNode } from 'react';

interface Props {
  readonly id: string;
  readonly isChosen: boolean;
  readonly onPoint: () => void;
  readonly onChoose: () => void;
  readonly children: ReactNode;
}

/** A click leaves the focus in the field. */
const keepFocus = (event: MouseEvent): void => event.preventDefault();

/** A line of the palette. Spotlight's own has no id, by which the field would name it. */
export function Option({ id, isChosen, onPoint, onChoose, children }: Props): ReactNode {
  const ref = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isChosen) ref.current?.scrollIntoView({ block: 'nearest' });
  }, [isChosen]);
  return (
    <UnstyledButton ref={ref} id={id} className="palette-option" role="option" aria-selected={isChosen} tabIndex={-1} onMouseMove={onPoint} onMouseDown={keepFocus} onClick={onChoose}>
      {children}
    </UnstyledButton>
  );
}
