export { CallFeed } from './CallFeed.tsx';
export { askedOf, filtersOf, filtersOfMine, hasFilters, mineKinds, mineOf, noFilters, type FeedFilters, type Mine } from './feedFilters.ts';
export { narrowedStatuses, unreadGroups, type FeedQuery } from './feedState.ts';
export { createFeedStore, type FeedStore } from './feedStore.ts';
