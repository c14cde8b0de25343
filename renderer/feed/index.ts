export { CallFeed } from './CallFeed.tsx';
export { createFeedStore, type FeedStore } from './feedStore.ts';
