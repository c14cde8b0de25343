export { DriftInbox, type DriftLinks } from './DriftInbox.tsx';
export { createDriftStore, type DriftStore } from './driftStore.ts';
