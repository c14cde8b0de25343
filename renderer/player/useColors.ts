import { useMemo } from 'react';
import type { PaintColors } from './paint.ts';
import { useScheme } from './useScheme.ts';

/** The style sheet's colours for canvases, read anew when the scheme changes. */
export function useColors(): PaintColors {
  const scheme = useScheme();
  return useMemo(() => colorsOf(scheme), [scheme]);
}

function colorsOf(scheme: string | null): PaintColors {
  const styles = getComputedStyle(document.documentElement);
  const color = (name: string): string => styles.getPropertyValue(name).trim();
  return {
    scheme,
    wave: { customer: color('--customer-wave'), robot: color('--robot-wave'), unknown: color('--ink3') },
  };
}
