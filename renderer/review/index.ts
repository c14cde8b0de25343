export { ReviewContext, useReviews } from './context.ts';
export { FollowUpButton } from './FollowUpButton.tsx';
export { OwnMarks } from './OwnMarks.tsx';
export { ReviewFooter } from './ReviewFooter.tsx';
export { createReviewStore, type ReviewStore } from './reviewStore.ts';
export { StarButton } from './StarButton.tsx';
export { useReadWhenOpen } from './useReadWhenOpen.ts';
export { useUndo } from './useUndo.ts';
