import type { ReactNode, Ref } from 'react';
import './screen.css';

interface Props {
  readonly title: string;
  /** Where the keyboard goes on when what had it has left the screen. */
  readonly heading?: Ref<HTMLHeadingElement>;
  /** What stands beside the title. */
  readonly children: ReactNode;
}

/** The first line of a screen. */
export function ScreenTitle({ title, heading, children }: Props): ReactNode {
  return (
    <div className="screen-title">
      {heading === undefined ? (
        <h1>{title}</h1>
      ) : (
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
      )}
      {children}
    </div>
  );
}
