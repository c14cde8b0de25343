import { Button, UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useId, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Drift } from '#shared/model/drift.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { DriftName, Times } from './DriftEntry.tsx';
import { keyOf } from './driftState.ts';
import './seenList.css';

interface Props {
  readonly items: readonly Drift[];
  readonly onTakeBack: (item: Drift) => void;
}

/** What the operator has taken note of, folded away. */
export function SeenList({ items, onTakeBack }: Props): ReactNode {
  const { t } = useTranslation('drift');
  const [isOpen, setOpen] = useState(false);
  const list = useId();
  return (
    <div className="drift-seen">
      <UnstyledButton className="drift-fold" aria-expanded={isOpen} aria-controls={list} onClick={() => setOpen(!isOpen)}>
        <Icon of={IconChevronRight} />
        {t('seenList', { count: items.length })}
      </UnstyledButton>
      <ul id={list} className="drift-list" hidden={!isOpen}>
        {isOpen
          ? items.map((item) => (
              <li key={keyOf(item)} className="drift-seen-entry">
                <span className="drift-seen-kind">{t(`group.${item.kind}.title`)}</span>
                <span className="drift-name">
                  <DriftName name={item.name} />
                </span>
                <Times item={item} />
                <Button variant="subtle" color="gray" aria-label={t('takeBackOf', { name: item.name })} onClick={() => onTakeBack(item)}>
                  {t('takeBack')}
                </Button>
              </li>
            ))
          : null}
      </ul>
    </div>
  );
}
