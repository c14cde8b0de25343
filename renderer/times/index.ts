export { CorrectedMark } from './CorrectedMark.tsx';
export { createTimesEditor, type TimesEditor } from './timesEditor.ts';
export { WhoSpoke } from './WhoSpoke.tsx';
