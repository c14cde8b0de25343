import { readFile } from 'node:fs/promises';
import type { Menu, Settings } from 'electron';

/** What the app asked the desktop to show, as `recorder.cjs` writes it. */
export type Recorded =
  | { readonly kind: 'notification'; readonly title: string; readonly body: string; readonly urgency: string; readonly silent: boolean }
  | { readonly kind: 'dialog'; readonly type: string; readonly title: string; readonly message: string; readonly detail?: string; readonly buttons: readonly string[]; readonly cancelId?: number }
  | { readonly kind: 'external'; readonly url: string };

export type RecordOf<Kind extends Recorded['kind']> = Extract<Recorded, { readonly kind: Kind }>;

/** All entries of one kind so far; they stay readable after the app's end. */
export async function readRecord<Kind extends Recorded['kind']>(file: string, kind: Kind): Promise<RecordOf<Kind>[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const entries = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Recorded);
  return entries.filter((entry): entry is RecordOf<Kind> => entry.kind === kind);
}

declare global {
  /** What recorder.cjs offers inside the app's main process. */
  var earshotRecorder: {
    answer: number | null;
    readonly openedPaths: readonly string[];
    readonly blockers: readonly number[];
    readonly identity: { readonly setAppUserModelId?: string; readonly setToastActivatorCLSID?: string };
    readonly activated: (() => void) | null;
    readonly tray: { readonly toolTip: string; readonly title: string; readonly images: number; readonly menu: Menu | null };
    readonly overlays: readonly (string | null)[];
    readonly schemes: readonly string[];
    readonly loginItems: readonly Settings[];
    clickTray(): Promise<void>;
    clickNotification(index: number): Promise<void>;
  };
}
