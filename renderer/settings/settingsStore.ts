import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import { isDefinedError, safe } from '@orpc/client';
import type { EarshotClient } from '#shared/contract/index.ts';
import type { SettingsView } from '#shared/model/settings.ts';
import { changedNames, checkedChange, formOf } from './settingsForm.ts';
import type { SettingsForm } from './settingsForm.ts';
import { editableNames, sectionOfSetting, settingAt } from './settingNames.ts';
import type { EditableName, SectionName } from './settingNames.ts';

/** Why a field does not fit: by this screen's own check, or in the core's words (“must be at most 65535”). */
type Problem = { readonly from: 'form' } | { readonly from: 'core'; readonly problem: string };

/** How the last save of a section went; absent before the first one and after the next edit. */
export type SaveState = 'saving' | 'saved' | 'unreachable';

/** `made`: there is a new key. `ended`: an older one works no more. */
type KeyChange = 'under way' | 'made' | 'ended' | 'unreachable';

export type SettingsEdits = Partial<SettingsForm>;

interface SettingsState {
  /** Fields that were edited and not saved, by setting. */
  readonly edits: SettingsEdits;
  readonly problems: Readonly<Partial<Record<EditableName, Problem>>>;
  readonly saves: Readonly<Partial<Record<SectionName, SaveState>>>;
  /** How the last change of the keys went; null before the first one. */
  readonly keyChange: KeyChange | null;
  /** Statuses that calls have come with, as they came. */
  readonly seenStatuses: readonly string[];
}

/** Where edits outlive the screen, so that leaving it loses none. */
export interface Drafts {
  read(): SettingsEdits;
  write(edits: SettingsEdits): void;
}

interface Deps {
  readonly api: Pick<EarshotClient, 'settings' | 'calls'>;
  /** The settings as the core has them, shared with the rest of the screen. */
  readonly kept: StoreApi<{ readonly view: SettingsView | null }>;
  readonly drafts: Drafts;
}

export interface SettingsStore {
  readonly store: StoreApi<SettingsState>;
  edit<N extends EditableName>(name: N, value: SettingsForm[N]): void;
  /** Takes back the edits of a section. */
  revert(section: SectionName): void;
  /** Checks and saves the edits of a section; what does not fit is in `problems`, and nothing is saved then. */
  save(section: SectionName): Promise<void>;
  /** Saves one setting at once, without the rest of its section. */
  saveNow<N extends EditableName>(section: SectionName, name: N, value: SettingsForm[N]): Promise<void>;
  /** Makes a new key for the push address; the one so far works for so many ms more. */
  rotateKey(graceMs: number): Promise<void>;
  /** Ends the older key that ends with these characters. */
  endPreviousKey(endsWith: string): Promise<void>;
  /** Asks which statuses calls have come with; without an answer only the known ones are listed. */
  loadSeenStatuses(nowMs: number): Promise<void>;
}

/** What the fields show: the kept settings under the edits. */
export function formWithEdits(view: SettingsView, edits: SettingsEdits): SettingsForm {
  return { ...formOf(view.settings), ...edits };
}

/** The settings of a section that are edited and not saved. */
export function unsavedNames(view: SettingsView, edits: SettingsEdits, section: SectionName): EditableName[] {
  const changed = changedNames(formWithEdits(view, edits), view.settings);
  return editableNames(section).filter((name) => changed.includes(name));
}

/** The edits of the settings screen and their way into the core. */
export function createSettingsStore({ api, kept, drafts }: Deps): SettingsStore {
  const store = createStore<SettingsState>(() => ({ edits: drafts.read(), problems: {}, saves: {}, keyChange: null, seenStatuses: [] }));

  function setEdits(edits: SettingsEdits): void {
    store.setState({ edits });
    drafts.write(edits);
  }

  function setSave(section: SectionName, state: SaveState | undefined): void {
    const { [section]: _before, ...saves } = store.getState().saves;
    store.setState({ saves: state === undefined ? saves : { ...saves, [section]: state } });
  }

  function setProblems(names: readonly EditableName[], found: Partial<Record<EditableName, Problem>>): void {
    store.setState(({ problems }) => ({ problems: { ...without(problems, names), ...found } }));
  }

  async function saveNames(section: SectionName, names: readonly EditableName[]): Promise<void> {
    const { view } = kept.getState();
    if (view === null || names.length === 0 || store.getState().saves[section] === 'saving') return;
    const form = formWithEdits(view, store.getState().edits);
    const change = checkedChange(form, names);
    if (!change.ok) {
      setProblems(names, Object.fromEntries(change.names.map((name) => [name, { from: 'form' }])));
      return;
    }
    setProblems(names, {});
    setSave(section, 'saving');
    const { error, data } = await safe(api.settings.update(change.patch));
    if (error === null) {
      kept.setState({ view: data });
      // What was edited further while saving stays an edit.
      const { edits } = store.getState();
      setEdits(without(edits, names.filter((name) => edits[name] === form[name])));
      setSave(section, 'saved');
    } else if (isDefinedError(error)) {
      setProblems(names, problemsBySetting(error.data.problems, names));
      setSave(section, undefined);
    } else setSave(section, 'unreachable');
  }

  async function changeKeys(asked: Promise<SettingsView>, done: KeyChange): Promise<void> {
    store.setState({ keyChange: 'under way' });
    const { data } = await safe(asked);
    if (data !== undefined) kept.setState({ view: data });
    store.setState({ keyChange: data === undefined ? 'unreachable' : done });
  }

  return {
    store,
    edit(name, value) {
      setProblems([name], {});
      setSave(sectionOfSetting[name], undefined);
      setEdits({ ...store.getState().edits, [name]: value });
    },
    revert(section) {
      const names = editableNames(section);
      setProblems(names, {});
      setSave(section, undefined);
      setEdits(without(store.getState().edits, names));
    },
    async save(section) {
      const { view } = kept.getState();
      if (view !== null) await saveNames(section, unsavedNames(view, store.getState().edits, section));
    },
    async saveNow(section, name, value) {
      setEdits({ ...store.getState().edits, [name]: value });
      await saveNames(section, [name]);
    },
    rotateKey: (graceMs) => changeKeys(api.settings.rotateKey({ graceMs }), 'made'),
    endPreviousKey: (endsWith) => changeKeys(api.settings.endPreviousKey({ endsWith }), 'ended'),
    async loadSeenStatuses(nowMs) {
      const { data } = await safe(api.calls.counts({ sinceMs: nowMs }));
      if (data !== undefined) store.setState({ seenStatuses: Object.keys(data.all) });
    },
  };
}

function without<T extends object>(values: T, names: readonly EditableName[]): T {
  const left = { ...values };
  for (const name of names) Reflect.deleteProperty(left, name);
  return left;
}

/** The core's problems at the fields that were saved; a problem with a setting without a field stands at the first. */
function problemsBySetting(
  problems: readonly { readonly setting: string; readonly problem: string }[],
  names: readonly EditableName[],
): Partial<Record<EditableName, Problem>> {
  const found: Partial<Record<EditableName, Problem>> = {};
  for (const { setting, problem } of problems) {
    const name = settingAt(setting) ?? names[0];
    if (name !== undefined) found[name] ??= { from: 'core', problem };
  }
  return found;
}
