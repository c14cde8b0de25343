export { decideRescue } from './decide.ts';
