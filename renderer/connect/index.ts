export { FirstRun } from './FirstRun.tsx';
export { PlaceChoice, PushAddress } from './PushAddress.tsx';
