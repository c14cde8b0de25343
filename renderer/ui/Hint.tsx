import { Tooltip } from '@mantine/core';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import './hint.css';

interface Props {
  readonly label: string;
  /** The one element that it is about, which has a name of its own for those who do not see this. */
  readonly children: ReactNode;
}

const afterMs = 500;

/**
 * Says what an element is for to whoever points at it, or comes to it with the keyboard. Until then it costs nothing: a call
 * has twenty such elements, and a tooltip of Mantine's is drawn three times before anybody has asked for it.
 */
export function Hint({ label, children }: Props): ReactNode {
  const [shownAt, setShownAt] = useState<HTMLElement | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const show = (around: HTMLElement): void => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      const target = around.firstElementChild;
      if (target instanceof HTMLElement) setShownAt(target);
    }, afterMs);
  };
  const hide = (): void => {
    clearTimeout(timer.current);
    setShownAt(null);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    if (shownAt === null) return undefined;
    const onKey = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape') setShownAt(null);
    };
    window.addEventListener('keydown', onKey, true);
    return () => window.removeEventListener('keydown', onKey, true);
  }, [shownAt]);
  return (
    <span
      className="hint"
      onPointerEnter={({ currentTarget, pointerType }) => {
        if (pointerType !== 'touch') show(currentTarget);
      }}
      onPointerLeave={hide}
      onFocus={({ currentTarget, target }) => {
        if (target.matches(':focus-visible')) show(currentTarget);
      }}
      onBlur={hide}
    >
      {children}
      {shownAt === null ? null : <Tooltip target={shownAt} opened label={label} multiline maw={260} />}
    </span>
  );
}
