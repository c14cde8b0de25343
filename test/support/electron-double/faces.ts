/** What the app's process asks of the process that holds the windows' pages. */
// A type, not an interface: a face is a record of functions.
export type WindowsFace = {
  /** The app's main module has run; its protocol handlers answer on this port (`bridge.ts`). */
  begin(bridgePort: number): void;
  /** Opens a page for window `id`; `script` runs in an isolated world of each document, before the page's own scripts. */
  openPage(id: number, page: { readonly width: number; readonly height: number; readonly script: string; readonly userAgent: string }): void;
  /** Loads an address as the app itself does it: without asking `mayNavigate`. Fails with the network's error. */
  load(id: number, address: string, permissions: readonly Permission[]): Promise<void>;
  reload(id: number): Promise<void>;
  resize(id: number, width: number, height: number): Promise<void>;
  closePage(id: number): Promise<void>;
  /** Hands an encoded message to the preload's world: of that document, or of the current one where it is null. */
  deliver(id: number, document: number | null, message: string): Promise<void>;
  setColorScheme(scheme: 'light' | 'dark'): Promise<void>;
  /** The app is another instance of one that runs. */
  secondInstance(argv: readonly string[], cwd: string, data: unknown): void;
};

/** A permission as a page meets it: what `permissions.query` says (`check`), and what a request for it gets. */
export interface Permission {
  /** The web's name for it. */
  readonly name: string;
  readonly check: boolean;
  readonly request: boolean;
}

/** What the process that holds the pages tells the app's process, and asks of it. */
export type AppFace = {
  /** Runs the source of a function of `(electron, argument)`, as Playwright's `electronApp.evaluate` does. */
  evaluate(source: string, argument: unknown): Promise<unknown>;
  /** A message from the preload's world of a document. */
  received(id: number, document: number, message: string): void;
  documentGone(id: number, document: number): void;
  mayNavigate(id: number, navigation: Navigation): boolean;
  /** A page wants another window: its new window's id, or null where it may not. */
  mayOpen(id: number, opening: { readonly url: string; readonly frameName: string; readonly features: string }): number | null;
  navigated(id: number, address: string): void;
  loaded(id: number, what: 'dom-ready' | 'did-finish-load'): void;
  titled(id: number, title: string): void;
  pageGone(id: number): void;
  pageCrashed(id: number): void;
  instanceStarted(argv: readonly string[], cwd: string, data: unknown): void;
};

export interface Navigation {
  readonly url: string;
  readonly isMainFrame: boolean;
  readonly isRedirect: boolean;
}
