import type { Icon as TablerIcon } from '@tabler/icons-react';
import type { ReactNode } from 'react';

interface Props {
  readonly of: TablerIcon;
  /** Edge in px; 14 beside text, 16 in buttons that are only an icon. */
  readonly size?: number;
  readonly className?: string;
}

/** An icon in the design's weight. It is decoration: the word beside it or the button's label says what it means. */
export function Icon({ of: Shape, size = 14, className }: Props): ReactNode {
  return <Shape size={size} stroke={1.75} aria-hidden focusable={false} className={className ?? 'icon'} />;
}
