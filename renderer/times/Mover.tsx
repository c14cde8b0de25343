import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import type { MouseEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeyRow } from '#renderer/ui/keys.ts';
import { Deed } from './Deed.tsx';

interface Props {
  readonly kind: 'start' | 'end' | 'all';
  /** Where it is. */
  readonly value: string;
  readonly isDisabled: boolean;
  readonly row: KeyRow;
  readonly onMove: (byMs: number) => void;
}

const stepOf = ({ shiftKey }: MouseEvent): number => (shiftKey ? 100 : 10);

/** A time with a button on either side: earlier and later. */
export function Mover({ kind, value, isDisabled, row, onMove }: Props): ReactNode {
  const { t } = useTranslation('whoSpoke');
  return (
    <div className="adjust-edge" role="group" aria-label={t(`${kind}.name`)}>
      <span className="adjust-name">{t(`${kind}.name`)}</span>
      <Deed icon={IconChevronLeft} word={t(`${kind}.earlier`)} row={row} isDisabled={isDisabled} isSmall act={(event) => onMove(-stepOf(event))} />
      <output className="adjust-time" data-testid={`adjust-${kind}`}>
        {value}
      </output>
      <Deed icon={IconChevronRight} word={t(`${kind}.later`)} row={row} isDisabled={isDisabled} isSmall act={(event) => onMove(stepOf(event))} />
    </div>
  );
}
