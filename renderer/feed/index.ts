export { CallFeed } from './CallFeed.tsx';
export { createFeedStore, type FeedStore } from './feedStore.ts';
export type { FeedQuery } from './feedState.ts';
