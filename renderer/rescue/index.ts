export { CallBack } from './CallBack.tsx';
export { Rescues } from './Rescues.tsx';
export { waitingByGroup } from './rescueState.ts';
export { createRescueStore, type RescueStore } from './rescueStore.ts';
