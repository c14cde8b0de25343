export { createAlikeStore, type AlikeStore } from './alikeStore.ts';
export { AnswerBanner } from './AnswerBanner.tsx';
export { CompareButton } from './CompareButton.tsx';
export { NoPush } from './NoPush.tsx';
export { PushLog } from './PushLog.tsx';
export { createPushLogStore, type PushLogStore } from './pushLogStore.ts';
export { PushPane, type PushLinks } from './PushPane.tsx';
