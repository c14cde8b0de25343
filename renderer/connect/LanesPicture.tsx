import type { ReactNode } from 'react';

/** One spoken stretch of a lane: where it begins, px, and how high its bars stand, px. */
interface Stretch {
  readonly x: number;
  readonly heights: readonly number[];
  readonly faint?: true;
}

const barEvery = 4;
const [width, customerY, robotY, cursorX] = [700, 32, 72, 331];

const customer: readonly Stretch[] = [
  { x: 127, heights: [28, 34, 12, 12, 8, 17, 19, 14, 24, 17, 12, 7, 9, 4], faint: true },
  { x: 274, heights: [18, 20, 27, 38, 32, 26, 32, 19, 12, 24, 28, 14, 17, 14] },
];
const robot: readonly Stretch[] = [
  { x: 22, heights: [6, 24, 13, 15, 18, 10, 14, 22, 12, 11, 20, 19, 15, 24, 5], faint: true },
  { x: 93, heights: [24, 16, 9, 9, 5], faint: true },
  { x: 190, heights: [40, 37, 18, 39, 24, 39, 19, 32, 9, 24, 27, 33, 17, 22, 9, 11, 5, 3] },
];

/** Two voices as lanes with a cursor between them: a drawing, not a call. */
export function LanesPicture(): ReactNode {
  return (
    <svg className="lanes-picture" viewBox={`0 0 ${width} 98`} aria-hidden focusable={false}>
      <Lane y={customerY} stretches={customer} name="customer" />
      <Lane y={robotY} stretches={robot} name="robot" />
      <line className="lanes-picture-cursor" x1={cursorX} y1="8" x2={cursorX} y2="96" />
    </svg>
  );
}

function Lane({ y, stretches, name }: { readonly y: number; readonly stretches: readonly Stretch[]; readonly name: 'customer' | 'robot' }): ReactNode {
  return (
    <g className={`lanes-picture-${name}`}>
      <line className="lanes-picture-silence" x1="0" y1={y} x2={width} y2={y} />
      <line className="lanes-picture-heard" x1="0" y1={y} x2={cursorX} y2={y} />
      {stretches.map(({ x, heights, faint }) => (
        <path key={x} opacity={faint ? 0.5 : 1} d={heights.map((height, index) => `M${x + index * barEvery} ${y - height / 2}v${height}`).join('')} />
      ))}
    </g>
  );
}
