export { CallFeed } from './CallFeed.tsx';
export { hasFilters, mineKinds, narrowedStatuses, noFilters, unreadGroups, type FeedFilters, type FeedQuery, type Mine } from './feedState.ts';
export { createFeedStore, type FeedStore } from './feedStore.ts';
