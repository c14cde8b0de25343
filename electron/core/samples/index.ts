export { makeSampleCall, sampleOfLanguage, type SampleCall, type SampleRequest } from './sampleCall.ts';
export { postPush, postSamples, type PostedSamples, type PostOutcome, type PostSamplesRequest } from './postSamples.ts';
