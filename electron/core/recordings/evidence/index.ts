export { evidenceJobSchema, type EvidenceJob } from './job.ts';
export { writeEvidence } from './writeEvidence.ts';
