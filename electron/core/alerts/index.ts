export { decideAlert } from './decide.ts';
