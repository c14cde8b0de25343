import { UnstyledButton } from '@mantine/core';
import { IconArrowUp } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Icon } from './Icon.tsx';
import './rowList.css';

interface Props {
  /** How many rows wait, in words, then what else is told of them; empty where none does. */
  readonly texts: readonly string[];
  /** What a click does. */
  readonly label: string;
  readonly onShow: () => void;
}

/** Says how many rows arrived while somebody reads, and brings them in. */
export function FreshPill({ texts, label, onShow }: Props): ReactNode {
  return (
    <>
      <output className="sr-only">{texts.join(', ')}</output>
      {texts.length === 0 ? null : (
        <UnstyledButton className="fresh-pill" onClick={onShow} title={label}>
          <Icon of={IconArrowUp} />
          <span className="fresh-new">{texts[0]}</span>
          {texts[1] === undefined ? null : <span className="fresh-more">{texts[1]}</span>}
        </UnstyledButton>
      )}
    </>
  );
}
