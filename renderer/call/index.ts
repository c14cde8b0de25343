export { CallPane } from './CallPane.tsx';
