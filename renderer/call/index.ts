export { CallPane } from './CallPane.tsx';
export { useNeighbours } from './useNeighbours.ts';
