export { peaksPath, prepareSound, type PreparedSound } from './prepare.ts';
