import { useEffect, useState, type ReactNode } from 'react';
import './ui.css';

/** Whether something has lasted for `delayMs` (120): shorter waits show nothing, so that nothing flickers. */
export function useLasting(delayMs = 120): boolean {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLasting(true), delayMs);
    return () => clearTimeout(timer);
  }, [delayMs]);
  return lasting;
}

interface Props {
  /** Heights of the rows to come, px. */
  readonly heights: readonly number[];
}

/** Rows that are being loaded, in their final heights; nothing for the first 120 ms. */
export function SkeletonRows({ heights }: Props): ReactNode {
  if (!useLasting()) return null;
  return (
    <div aria-hidden>
      {heights.map((height, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- the rows are alike and never move
        <div key={index} className="skeleton-row" style={{ height }}>
          <span className="skeleton-bar" style={{ width: 52 }} />
          <span className="skeleton-bar" style={{ width: 84 + ((index * 37) % 40) }} />
          <span className="skeleton-bar" style={{ width: 108 }} />
        </div>
      ))}
    </div>
  );
}
