export { Palette } from './Palette.tsx';
export type { PalettePlace } from './paletteItems.ts';
