import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AlertPreview } from '#shared/model/alert.ts';
import { formatClockShort } from '#renderer/ui/format.ts';

interface Props {
  readonly dots: AlertPreview['dots'];
  readonly fromMs: number;
  readonly toMs: number;
}

type Dot = AlertPreview['dots'][number];

const rows = 10;
const step = 8.4;
const legend = ['this', 'other', 'handover', 'nothing'] as const satisfies readonly Dot[];

/** A dot for each call in order of arrival, from top to bottom and left to right; form tells them apart as well as colour. */
export function PreviewDots({ dots, fromMs, toMs }: Props): ReactNode {
  const { t } = useTranslation('rules');
  const columns = Math.max(1, Math.ceil(dots.length / rows));
  const width = Math.max(50, columns) * step;
  const counted = (kind: Dot): number => dots.filter((dot) => dot === kind).length;
  return (
    <figure className="preview-dots">
      <svg viewBox={`0 0 ${width} ${rows * step}`} role="img" aria-label={t('preview.dots', { count: dots.length, this: counted('this'), other: counted('other') + counted('handover'), nothing: counted('nothing') })}>
        {dots.map((dot, index) => shapeOf(dot, index))}
      </svg>
      <div className="preview-axis" aria-hidden>
        <span>{formatClockShort(fromMs)}</span>
        <span>{formatClockShort(toMs)}</span>
      </div>
      <figcaption className="preview-legend" aria-hidden>
        {legend.map((kind) => (
          <span key={kind}>
            <svg width={9} height={9} viewBox={`0 0 ${step} ${step}`}>
              {shapeOf(kind, 0)}
            </svg>
            {t(`preview.legend.${kind}`)}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}

function shapeOf(dot: Dot, index: number): ReactNode {
  const x = Math.floor(index / rows) * step + step / 2;
  const y = (index % rows) * step + step / 2;
  switch (dot) {
    case 'this':
      return <rect key={index} className="dot-this" x={x - 3.2} y={y - 3.2} width={6.4} height={6.4} rx={1} />;
    case 'handover':
      return <path key={index} className="dot-handover" d={`M${x} ${y - 3.4}l3.6 6.4h-7.2z`} />;
    case 'other':
    case 'nothing':
      return <circle key={index} className={`dot-${dot}`} cx={x} cy={y} r={2.5} />;
  }
}
