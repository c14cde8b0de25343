export { diagnose } from './doctor.ts';
export type { Diagnosis } from './doctor.ts';
