import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { KeyCaps } from '#renderer/ui/KeyCaps.tsx';
import { ariaShortcut, keys } from '#renderer/ui/keys.ts';
import { useReviews } from './context.ts';
import './review.css';

/** What was done last, said once and quietly, with the way to undo it. */
export function SaidLine(): ReactNode {
  const { t } = useTranslation('review');
  const reviews = useReviews();
  const said = useStore(reviews.store, (state) => state.said);
  const text = (): string => {
    if (said === null) return '';
    if (said.how === 'refused') return said.why;
    if (said.how === 'failed') return t('failed');
    const deed = t(`deed.${said.deed}`);
    const what = said.calls === 1 ? deed : t('ofCalls', { deed, count: said.calls });
    return said.how === 'done' ? what : t(`said.${said.how}`, { what });
  };
  const undoes = said?.how === 'done' || said?.how === 'redone';
  return (
    <div className="review-said" data-shown={said !== null} data-testid="review-said">
      <span role="status">{text()}</span>
      {undoes ? (
        <Button size="compact-xs" variant="subtle" color="gray" aria-keyshortcuts={ariaShortcut(keys.undo)} rightSection={<KeyCaps row={keys.undo} />} onClick={() => void reviews.undo()}>
          {t('undoIt')}
        </Button>
      ) : null}
      {said?.how === 'undone' ? (
        <Button size="compact-xs" variant="subtle" color="gray" aria-keyshortcuts={ariaShortcut(keys.redo)} rightSection={<KeyCaps row={keys.redo} />} onClick={() => void reviews.redo()}>
          {t('redoIt')}
        </Button>
      ) : null}
    </div>
  );
}
