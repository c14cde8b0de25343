export { createMissingStore, type MissingStore } from './missingStore.ts';
export { RecordingsScreen } from './RecordingsScreen.tsx';
export { UsageLine } from './UsageLine.tsx';
export { createUsageStore, type UsageStore } from './usageStore.ts';
