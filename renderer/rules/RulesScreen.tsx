import { Button } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { AlertRule } from '#shared/model/alertRule.ts';
import { createSounds, type AlertsStore } from '#renderer/alerts/index.ts';
import { useClient } from '#renderer/app/client.ts';
import { keys } from '#renderer/ui/keys.ts';
import { SkeletonRows } from '#renderer/ui/SkeletonRows.tsx';
import { ErrorState } from '#renderer/ui/State.tsx';
import { useRowKey } from '#renderer/ui/useRowKey.ts';
import { AlertLog } from './AlertLog.tsx';
import { QuietAndPause } from './QuietAndPause.tsx';
import { RuleEditor } from './RuleEditor.tsx';
import { RuleList } from './RuleList.tsx';
import { RulePreview } from './RulePreview.tsx';
import { createRulesStore, logShown } from './rulesStore.ts';
import '#renderer/ui/controls.css';
import './rules.css';
import './ruleEditor.css';
import './rulePreview.css';
import './alertLog.css';

interface Props {
  readonly alerts: AlertsStore;
  readonly onOpenCall: (callId: string) => void;
  /** Shows the calls of an alert. */
  readonly onOpenAlert: (noticeId: number) => void;
  /** To the settings of statuses. */
  readonly onStatuses: () => void;
}

const skeleton = [48, 48, 48, 48, 48];
const previewedCalls = 500;

/** Alert rules: the list, one of them to edit, and what it would have done; or the log of what was shown. */
export function RulesScreen({ alerts, onOpenCall, onOpenAlert, onStatuses }: Props): ReactNode {
  const { t } = useTranslation('rules');
  const { api } = useClient();
  const { view, failed } = useStore(alerts.store);
  const [rules] = useState(() => createRulesStore({ api, alerts, newId: () => `own-${crypto.getRandomValues(new Uint32Array(2)).join('-')}` }));
  const [sounds] = useState(createSounds);
  // The rule that was just made waits for its name.
  const [begun, setBegun] = useState<string | null>(null);
  const { shown, drafts, added, preview, previewFailed } = useStore(rules.store);
  useEffect(() => rules.watch(), [rules]);

  const saved = view?.rules ?? [];
  const isNew = (rule: AlertRule): boolean => saved.every(({ id }) => id !== rule.id);
  const listed = [...Object.values(drafts).filter(isNew), ...saved.map((rule) => drafts[rule.id] ?? rule)];
  const rule = listed.find(({ id }) => id === shown) ?? null;

  const show = (id: string): void => {
    setBegun(null);
    rules.show(id);
  };
  const add = (): void => {
    rules.add(t('newName'));
    setBegun(rules.store.getState().shown);
  };
  const showNext = (by: number): void => {
    const next = listed[listed.findIndex(({ id }) => id === shown) + by];
    if (next === undefined) return;
    show(next.id);
    document.querySelector<HTMLElement>(`[data-rule="${next.id}"]`)?.focus();
  };
  useRowKey(keys.rows, (chord) => showNext(chord === 0 ? 1 : -1));
  useRowKey(keys.moveRule, (chord) => void rules.move(chord === 0 ? -1 : 1));
  useRowKey(keys.saveRule, () => void rules.save());

  if (view === null) {
    return failed === null ? (
      <SkeletonRows heights={skeleton} />
    ) : (
      <ErrorState title={t('unread.title')} text={t('unread.text')} action={<Button onClick={alerts.reload}>{t('unread.retry')}</Button>} />
    );
  }
  return (
    <div className="rules">
      <div className="rules-side">
        <RuleList
          rules={listed}
          unsaved={new Set(Object.keys(drafts))}
          counts={preview?.counts ?? null}
          countedCalls={preview?.dots.length ?? previewedCalls}
          shown={shown}
          onShow={show}
          onAdd={add}
          onMove={(by) => void rules.move(by)}
        />
        <QuietAndPause alerts={alerts} view={view} />
      </div>
      {shown === logShown ? <AlertLog onOpenCall={onOpenCall} onOpenAlert={onOpenAlert} /> : null}
      {shown === logShown || rule === null ? null : (
        <>
          <RuleEditor key={rule.id} begins={rule.id === begun} rules={rules} rule={rule} added={added} isUnsaved={drafts[rule.id] !== undefined} failed={failed === 'saving'} volume={view.volume} sounds={sounds} onStatuses={onStatuses} />
          <RulePreview preview={preview} failed={previewFailed} rule={rule} onOpenCall={onOpenCall} />
        </>
      )}
    </div>
  );
}
