/** What the preload's world and the app's process say to each other, encoded as JSON. `data` holds a clone as text. */
export type PageMessage =
  | { readonly kind: 'send'; readonly channel: string; readonly data: string; readonly ports: readonly string[] }
  | { readonly kind: 'port'; readonly port: string; readonly data: string }
  | { readonly kind: 'portClosed'; readonly port: string };

/** What only a preload reports. */
export interface PreloadFailure {
  readonly kind: 'preloadError';
  readonly message: string;
}
