import { ActionIcon } from '@mantine/core';
import { IconPencil, IconPlus, IconX } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '#renderer/ui/Icon.tsx';
import { readIntent } from '#renderer/ui/intent.ts';
import { ariaShortcut, keys } from '#renderer/ui/keys.ts';
import { typeAhead } from '#renderer/ui/typeAhead.ts';
import { useRowKey } from '#renderer/ui/useRowKey.ts';
import type { Review } from '#shared/model/review.ts';
import { ChoicePopover } from './ChoicePopover.tsx';
import { useReviews } from './context.ts';
import { useKnownTags } from './useKnownTags.ts';
import './review.css';

interface Props {
  readonly callId: string;
  readonly review: Review;
  /** The platform's intent; null where it told none. */
  readonly intent: string | null;
}

type Asked = 'tag' | 'intent';

const levels = ['A', 'B', 'C', 'D', 'E', 'F'];

/** What the operator takes the intent for, and the operator's tags, beside what the platform says; as items of its list. */
export function OwnMarks({ callId, review, intent }: Props): ReactNode {
  const { t } = useTranslation('review');
  const reviews = useReviews();
  const [asks, setAsks] = useState<Asked | null>(null);
  const ask = (what: Asked): void => {
    if (what === 'tag') void reviews.count();
    setAsks(what);
  };
  const askByKey = (what: Asked): void => {
    typeAhead();
    ask(what);
  };
  useRowKey(keys.tag, () => askByKey('tag'));
  useRowKey(keys.intent, () => askByKey('intent'));
  const set = (change: Parameters<typeof reviews.set>[1]): void => {
    setAsks(null);
    void reviews.set([callId], change);
  };
  const own = review.intent === null ? null : readIntent(review.intent);
  const known = useKnownTags().filter((tag) => !review.tags.includes(tag));
  return (
    <>
      {own === null ? null : (
        <li className="call-tag review-own-intent" title={t('ownIntentOf', { intent: intent ?? t('noIntent') })}>
          {own.level === null ? null : <b>{own.level}</b>} <bdi>{own.rest}</bdi> <small>{t('yours')}</small>
        </li>
      )}
      <li>
        <ChoicePopover
          opened={asks === 'intent'}
          onClose={() => setAsks(null)}
          title={t('intent')}
          choices={levels}
          maxLength={100}
          onChoose={(text) => set({ intent: text })}
          none={review.intent === null ? null : { label: t('asPlatform'), act: () => set({ intent: null }) }}
          target={
            <ActionIcon className="review-small" size={20} aria-label={t('intent')} aria-keyshortcuts={ariaShortcut(keys.intent)} title={t('intent')} onClick={() => ask('intent')}>
              <Icon of={IconPencil} size={13} />
            </ActionIcon>
          }
        />
      </li>
      {review.tags.map((tag) => (
        <li key={tag} className="call-tag review-own-tag" title={tag}>
          <bdi>{tag}</bdi>
          <button type="button" className="review-untag" aria-label={t('untag', { tag })} onClick={() => set({ removeTags: [tag] })}>
            <Icon of={IconX} size={11} />
          </button>
        </li>
      ))}
      <li>
        <ChoicePopover
          opened={asks === 'tag'}
          onClose={() => setAsks(null)}
          title={t('tag')}
          choices={known}
          maxLength={60}
          onChoose={(text) => set({ addTags: [text] })}
          none={null}
          target={
            <ActionIcon className="review-small" size={20} title={t('addTag')} aria-label={t('addTag')} aria-keyshortcuts={ariaShortcut(keys.tag)} onClick={() => ask('tag')}>
              <Icon of={IconPlus} size={14} />
            </ActionIcon>
          }
        />
      </li>
    </>
  );
}
