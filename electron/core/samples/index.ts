export { makeSampleCall, sampleOfLanguage, type SampleCall } from './sampleCall.ts';
export { postPush, postSamples } from './postSamples.ts';
