import { ActionIcon, Button, Popover, TextInput } from '@mantine/core';
import { IconCalendarClock } from '@tabler/icons-react';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatWhen } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { ariaShortcut, keys } from '#renderer/ui/keys.ts';
import { useNow } from '#renderer/ui/useNow.ts';
import { typeAhead } from '#renderer/ui/typeAhead.ts';
import { useRowKey } from '#renderer/ui/useRowKey.ts';
import type { FollowUp } from '#shared/model/review.ts';
import { useReviews } from './context.ts';
import { parseWhen } from './when.ts';
import '#renderer/ui/controls.css';
import './review.css';

interface Props {
  readonly callId: string;
  readonly followUp: FollowUp | null;
}

/** What is offered at a press; `typed` is what a field would have to hold. */
const offers = [
  { name: 'hour', typed: '1h' },
  { name: 'tomorrow', typed: 'tomorrow 9:00' },
  { name: 'days', typed: '3d' },
  { name: 'week', typed: '1w' },
] as const;

/** When the call is to be followed up, and the way to say so. */
export function FollowUpButton({ callId, followUp }: Props): ReactNode {
  const { t } = useTranslation('review');
  const reviews = useReviews();
  const [opened, setOpened] = useState(false);
  const nowMs = useNow(30_000);
  const set = (next: { readonly dueAtMs: number; readonly text: string } | null): void => {
    setOpened(false);
    void reviews.set([callId], { followUp: next });
  };
  useRowKey(keys.followUp, (chord) => {
    if (chord === 1) {
      set(null);
      return;
    }
    typeAhead();
    setOpened(true);
  });
  const label = followUp === null ? t('followUp.set') : t('followUp.is', { when: formatWhen(followUp.dueAtMs, nowMs) });
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={300} trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon className="review-follow-up" data-on={followUp !== null} data-due={followUp !== null && followUp.dueAtMs <= nowMs} title={label} aria-label={label} aria-keyshortcuts={ariaShortcut(keys.followUp)} onClick={() => setOpened(!opened)}>
          <Icon of={IconCalendarClock} size={17} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('followUp.title')}>
        <FollowUpForm followUp={followUp} onSet={set} />
      </Popover.Dropdown>
    </Popover>
  );
}

interface FormProps {
  readonly followUp: FollowUp | null;
  readonly onSet: (next: { readonly dueAtMs: number; readonly text: string } | null) => void;
}

function FollowUpForm({ followUp, onSet }: FormProps): ReactNode {
  const { t } = useTranslation('review');
  const [when, setWhen] = useState('');
  const [text, setText] = useState(followUp?.text ?? '');
  const [isWrong, setWrong] = useState(false);
  const nowMs = useNow(30_000);
  const dueAtMs = when.trim() === '' ? (followUp?.dueAtMs ?? null) : parseWhen(when, nowMs);
  const set = (atMs: number | null): void => {
    if (atMs === null) setWrong(true);
    else onSet({ dueAtMs: atMs, text: text.trim() });
  };
  const save = (event: FormEvent): void => {
    event.preventDefault();
    set(dueAtMs);
  };
  return (
    <form className="review-form" onSubmit={save} noValidate>
      <TextInput
        data-autofocus
        label={t('followUp.when')}
        placeholder={t('followUp.example')}
        value={when}
        onChange={(event) => {
          setWhen(event.currentTarget.value);
          setWrong(false);
        }}
        error={isWrong ? t('followUp.unknown') : null}
        autoComplete="off"
        spellCheck={false}
      />
      <p className="review-form-said" role="status">
        {dueAtMs === null ? (isWrong ? '' : t('followUp.hint')) : formatWhen(dueAtMs, nowMs)}
      </p>
      <div className="review-offers">
        {offers.map(({ name, typed }) => (
          <Button key={name} size="compact-sm" type="button" onClick={() => set(parseWhen(typed, nowMs))}>
            {t(`followUp.offer.${name}`)}
          </Button>
        ))}
      </div>
      <TextInput label={t('followUp.what')} value={text} onChange={(event) => setText(event.currentTarget.value)} maxLength={500} autoComplete="off" />
      <div className="review-form-end">
        {followUp === null ? null : (
          <Button type="button" variant="subtle" color="gray" onClick={() => onSet(null)}>
            {t('followUp.none')}
          </Button>
        )}
        <Button type="submit" variant="filled">
          {t('followUp.save')}
        </Button>
      </div>
    </form>
  );
}
