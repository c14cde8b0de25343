export { Palette } from './Palette.tsx';
export type { PaletteCommand, PaletteDeed, PalettePlace } from './paletteItems.ts';
