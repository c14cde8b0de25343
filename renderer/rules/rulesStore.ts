import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AlertPreview } from '#shared/model/alert.ts';
import { noConditions } from '#shared/model/alertRule.ts';
import type { AlertRule } from '#shared/model/alertRule.ts';
import type { AlertsStore } from '#renderer/alerts/index.ts';
import type { AppClient } from '#renderer/app/client.ts';
import { withTimeout, type After } from '#renderer/ui/timers.ts';
import { begun, isSet, without, type ConditionKind } from './conditions.ts';

interface RulesState {
  /** Id of the rule that is looked at, or the log; null where none is. */
  readonly shown: string | null;
  /** Rules as they are edited and not saved yet, by id; new ones among them. */
  readonly drafts: Readonly<Record<string, AlertRule>>;
  /** Conditions that were added and have no value yet. */
  readonly added: readonly ConditionKind[];
  readonly preview: AlertPreview | null;
  readonly previewFailed: boolean;
}

/** The rule that is looked at, what is changed of it, and what it would have done. */
export interface RulesStore {
  readonly store: StoreApi<RulesState>;
  readonly show: (id: string) => void;
  readonly add: (name: string) => void;
  readonly change: (change: Partial<AlertRule>) => void;
  readonly addCondition: (kind: ConditionKind) => void;
  readonly removeCondition: (kind: ConditionKind) => void;
  readonly revert: () => void;
  readonly save: () => Promise<void>;
  readonly remove: () => Promise<void>;
  /** One place up (-1) or down (1) among the others. */
  readonly move: (by: 1 | -1) => Promise<void>;
  /** The rule as it is on the screen; null where none is looked at. */
  readonly current: () => AlertRule | null;
  /** Follows the rules that are saved; returns the way to stop. */
  readonly watch: () => () => void;
}

interface Deps extends Pick<AppClient, 'api'> {
  readonly alerts: AlertsStore;
  readonly newId: () => string;
  readonly after?: After;
}

export const logShown = 'log';
/** While somebody types. */
const previewAfterMs = 250;

export function createRulesStore({ api, alerts, newId, after = withTimeout }: Deps): RulesStore {
  const store = createStore<RulesState>(() => ({ shown: null, drafts: {}, added: [], preview: null, previewFailed: false }));
  let asked = 0;
  let cancel: (() => void) | null = null;

  const rules = (): readonly AlertRule[] => alerts.store.getState().view?.rules ?? [];
  function current(): AlertRule | null {
    const { shown, drafts } = store.getState();
    return shown === null ? null : (drafts[shown] ?? rules().find(({ id }) => id === shown) ?? null);
  }

  async function preview(): Promise<void> {
    const rule = current();
    asked += 1;
    const asOf = asked;
    if (rule === null) return;
    try {
      const answer = await api.alerts.preview({ rule });
      if (asOf === asked) store.setState({ preview: answer, previewFailed: false });
    } catch {
      if (asOf === asked) store.setState({ previewFailed: true });
    }
  }

  function previewSoon(): void {
    cancel?.();
    cancel = after(() => void preview(), previewAfterMs);
  }

  function show(id: string): void {
    store.setState({ shown: id, added: [], preview: null });
    void preview();
  }

  function edit(rule: AlertRule, change: Partial<AlertRule>): void {
    store.setState(({ drafts }) => ({ drafts: { ...drafts, [rule.id]: { ...rule, ...change } } }));
    previewSoon();
  }

  function giveUp(id: string): void {
    store.setState(({ drafts: { [id]: _given, ...drafts } }) => ({ drafts, added: [] }));
  }

  /** The first rule, as long as none is looked at; another one where the rule is gone. */
  function follow(): void {
    const { shown, drafts } = store.getState();
    const [first] = rules();
    if (first === undefined || shown === logShown || (shown !== null && drafts[shown] !== undefined)) return;
    if (rules().some(({ id }) => id === shown)) void preview();
    else show(first.id);
  }
  return {
    store,
    show,
    current,
    add(name) {
      const rule: AlertRule = { id: newId(), name, enabled: true, when: noConditions, action: 'normal', sound: 'chime', holdInQuietHours: true, followUpMinutes: null };
      edit(rule, {});
      show(rule.id);
    },
    change(change) {
      const rule = current();
      if (rule !== null) edit(rule, change);
    },
    addCondition(kind) {
      const rule = current();
      if (rule === null || isSet(rule.when, kind)) return;
      store.setState(({ added }) => ({ added: [...added.filter((other) => other !== kind), kind] }));
      edit(rule, { when: begun(rule.when, kind) });
    },
    removeCondition(kind) {
      const rule = current();
      if (rule === null) return;
      store.setState(({ added }) => ({ added: added.filter((other) => other !== kind) }));
      edit(rule, { when: without(rule.when, kind) });
    },
    revert() {
      const { shown } = store.getState();
      if (shown === null) return;
      giveUp(shown);
      follow();
    },
    async save() {
      const rule = current();
      const draft = rule === null ? undefined : store.getState().drafts[rule.id];
      if (draft === undefined || !(await alerts.save(draft))) return;
      // What was typed meanwhile stays.
      if (store.getState().drafts[draft.id] === draft) giveUp(draft.id);
      void preview();
    },
    async remove() {
      const { shown } = store.getState();
      if (shown === null) return;
      const at = rules().findIndex(({ id }) => id === shown);
      const next = rules()[at + 1] ?? rules()[at - 1];
      if (at !== -1 && !(await alerts.remove(shown))) return;
      giveUp(shown);
      if (next !== undefined) show(next.id);
    },
    async move(by) {
      const ids = rules().map(({ id }) => id);
      const at = ids.indexOf(store.getState().shown ?? '');
      const other = ids[at + by];
      const own = ids[at];
      if (own === undefined || other === undefined) return;
      await alerts.reorder(ids.with(at + by, own).with(at, other));
    },
    watch() {
      const stop = alerts.store.subscribe(follow);
      follow();
      return () => {
        cancel?.();
        asked += 1;
        stop();
      };
    },
  };
}
