import { Anchor, Button, Switch } from '@mantine/core';
import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { CallPush } from '#shared/model/push.ts';
import { useClient } from '#renderer/app/client.ts';
import { ErrorState } from '#renderer/ui/State.tsx';
import { createCompareStore } from './compareStore.ts';
import { DiffTable } from './DiffTable.tsx';
import { recordDiff } from './recordDiff.ts';
import './compare.css';

interface Props {
  readonly callId: string;
  readonly onOpenPush: (id: number) => void;
}

/** What each push of a call brought, field by field. */
export function Compare({ callId, onOpenPush }: Props): ReactNode {
  const { t } = useTranslation('pushLog');
  const client = useClient();
  const compare = useMemo(() => createCompareStore(client, callId), [client, callId]);
  useEffect(() => {
    void compare.load();
  }, [compare]);
  const { phase, pushes, nextCursor } = useStore(compare.store);
  const [all, setAll] = useState(false);
  const [repeats, setRepeats] = useState(false);
  const bringing = useMemo(() => pushes.filter(({ outcome }) => outcome !== 'duplicate'), [pushes]);
  const hasRepeats = bringing.length < pushes.length;
  const shown: readonly CallPush[] = repeats ? pushes : bringing;
  const rows = useMemo(() => recordDiff(shown.map(({ record }) => record)), [shown]);
  const differing = rows.filter(({ differs }) => differs);

  if (phase === 'failed') {
    return <ErrorState title={t('failedTitle')} text={t('compare.failed')} action={<Button onClick={() => void compare.load()}>{t('compare.retry')}</Button>} />;
  }
  if (phase === 'loading' && pushes.length === 0) return <p className="compare-note">{t('compare.loading')}</p>;
  const note = shown.length < 2 ? t('compare.one') : differing.length === 0 ? t('compare.none') : t('compare.differences', { count: differing.length });
  return (
    <div className="compare">
      <div className="compare-head">
        <p aria-live="polite">{note}</p>
        {hasRepeats ? <Switch label={t('compare.repeats')} checked={repeats} onChange={(event) => setRepeats(event.currentTarget.checked)} /> : null}
        <Switch label={t('compare.all')} checked={all} onChange={(event) => setAll(event.currentTarget.checked)} />
      </div>
      <DiffTable
        rows={all ? rows : differing}
        heads={shown.map((push) => ({
          key: `${String(push.pushId)} ${String(push.index)}`,
          push,
          link: (
            <Anchor component="button" type="button" inherit onClick={() => onOpenPush(push.pushId)}>
              {t('compare.push', { id: push.pushId })}
            </Anchor>
          ),
        }))}
      />
      {nextCursor === null ? null : (
        <Button className="compare-more" loading={phase === 'loading'} onClick={() => void compare.load()}>
          {t('compare.more')}
        </Button>
      )}
    </div>
  );
}
