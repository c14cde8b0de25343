import { Button, Menu } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconChevronDown, IconCopy, IconMail, IconMailOpened, IconStar, IconStarOff, IconTag } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Call } from '#shared/model/call.ts';
import type { ReviewChange } from '#shared/model/review.ts';
import { useClient } from '#renderer/app/client.ts';
import { useSettings } from '#renderer/app/settings.ts';
import { ChoicePopover, useKnownTags, useReviews } from '#renderer/review/index.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { Kbd } from '#renderer/ui/Kbd.tsx';
import { KeyCaps } from '#renderer/ui/KeyCaps.tsx';
import { ariaShortcut, keys } from '#renderer/ui/keys.ts';
import { changeAll, undoAll, type BulkUndo } from './bulk.ts';
import { useChosenKeys } from './useChosenKeys.ts';
import './chosen.css';

interface Props {
  /** In the order of the list. */
  readonly calls: readonly Call[];
  readonly onClear: () => void;
}

type Done = { readonly kind: 'done'; readonly undo: BulkUndo } | { readonly kind: 'undone' | 'failed' };

/** What can be done with all chosen calls; over the foot of the list, of which it moves nothing. */
export function ChosenBar({ calls, onClear }: Props): ReactNode {
  const { t } = useTranslation('feed');
  const { api } = useClient();
  const reviews = useReviews();
  const tags = useKnownTags();
  const [asksTag, setAsksTag] = useState(false);
  const outcomes = useSettings()?.settings.desk.outcomes ?? [];
  const clipboard = useClipboard({ timeout: 2000 });
  const [done, setDone] = useState<Done | null>(null);
  const phones = [...new Set(calls.flatMap(({ phone }) => (phone === null || phone === '' ? [] : [phone])))];
  const areStarred = calls.every(({ review }) => review.starred);
  const areRead = calls.every(({ review }) => review.read);
  const failed = (): void => setDone({ kind: 'failed' });
  const change = (wanted: ReviewChange): void => {
    const callIds = calls.map(({ callId }) => callId);
    changeAll(api, callIds, wanted).then((undo) => setDone({ kind: 'done', undo }), failed);
  };
  const undo = (tokens: BulkUndo): void => {
    undoAll(api, tokens).then(() => setDone({ kind: 'undone' }), failed);
  };
  const askTag = (): void => {
    void reviews.count();
    setAsksTag(true);
  };
  useChosenKeys({ outcomes, onChange: change, onTag: askTag });
  return (
    <div className="chosen" role="toolbar" aria-label={t('chosen.label')}>
      <output className="chosen-count">{t('chosen.count', { count: calls.length })}</output>
      <Button className="chosen-short" title={t(areStarred ? 'chosen.unstar' : 'chosen.star')} aria-keyshortcuts={ariaShortcut(keys.star)} leftSection={<Icon of={areStarred ? IconStarOff : IconStar} />} onClick={() => change({ starred: !areStarred })}>
        {t(areStarred ? 'chosen.unstar' : 'chosen.star')}
      </Button>
      <Button className="chosen-short" title={t(areRead ? 'chosen.unread' : 'chosen.read')} aria-keyshortcuts={ariaShortcut(keys.read)} leftSection={<Icon of={areRead ? IconMail : IconMailOpened} />} onClick={() => change({ read: !areRead })}>
        {t(areRead ? 'chosen.unread' : 'chosen.read')}
      </Button>
      <Menu position="top-start">
        <Menu.Target>
          <Button rightSection={<Icon of={IconChevronDown} />}>{t('chosen.outcome')}</Button>
        </Menu.Target>
        <Menu.Dropdown>
          {outcomes.map((outcome, place) => (
            <Menu.Item key={outcome} rightSection={place < keys.outcome.chords.length ? <Kbd>{place + 1}</Kbd> : undefined} onClick={() => change({ outcome })}>
              {outcome}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item onClick={() => change({ outcome: null })}>{t('chosen.noOutcome')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ChoicePopover
        opened={asksTag}
        onClose={() => setAsksTag(false)}
        title={t('chosen.tag')}
        choices={tags}
        maxLength={60}
        none={null}
        onChoose={(tag) => {
          setAsksTag(false);
          change({ addTags: [tag] });
        }}
        target={
          <Button className="chosen-short" title={t('chosen.tag')} aria-keyshortcuts={ariaShortcut(keys.tag)} leftSection={<Icon of={IconTag} />} onClick={askTag}>
            {t('chosen.tag')}
          </Button>
        }
      />
      <Button className="chosen-short chosen-copy" title={t('chosen.copyNumbers')} leftSection={<Icon of={clipboard.copied ? IconCheck : IconCopy} />} disabled={phones.length === 0} onClick={() => clipboard.copy(phones.join('\n'))}>
        {clipboard.copied ? t('chosen.copied') : t('chosen.copyNumbers')}
      </Button>
      <Button variant="subtle" rightSection={<KeyCaps row={keys.close} />} onClick={onClear}>
        {t('chosen.clear')}
      </Button>
      {done === null ? null : (
        <span className="chosen-done" role="status">
          {t(`chosen.${done.kind}`)}
          {done.kind === 'done' && done.undo.length > 0 ? (
            <Button size="compact-xs" variant="subtle" onClick={() => undo(done.undo)}>
              {t('chosen.undo')}
            </Button>
          ) : null}
        </span>
      )}
    </div>
  );
}
