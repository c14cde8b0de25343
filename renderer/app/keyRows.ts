import { playerKeys } from '#renderer/player/index.ts';
import { keys, type KeyRow } from '#renderer/ui/keys.ts';

/** Every row of keys that there is, for the sheet and the palette. */
export const keyRows: readonly KeyRow[] = [...Object.values(keys), ...Object.values(playerKeys)];
