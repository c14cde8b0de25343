/** Raised with each change that gives other times: then all calls are estimated anew, one after the other. */
export const engineVersion = 3;
