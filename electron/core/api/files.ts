import type { ApiDeps } from './deps.ts';
import { api } from './implementer.ts';

export function filesApi({ files }: ApiDeps) {
  return {
    clip: api.files.clip.handler(async ({ input, errors }) => {
      const outcome = await files.clip(input);
      if (outcome.ok) return outcome.file;
      switch (outcome.reason) {
        case 'not-found':
          throw errors.NOT_FOUND();
        case 'no-sound':
          throw errors.NO_SOUND();
        case 'empty':
          throw errors.NO_SUCH_STRETCH();
        case 'too-long':
          throw errors.TOO_LONG();
        case 'not-decodable':
          throw errors.CANNOT_CUT();
        case 'cannot-write':
          throw errors.CANNOT_WRITE();
        case 'failed':
          throw errors.CANNOT_BE_MADE();
      }
    }),
    evidence: api.files.evidence.handler(async ({ input, errors }) => {
      const outcome = await files.evidence(input.callId);
      if (outcome.ok) return outcome.file;
      if (outcome.reason === 'not-found') throw errors.NOT_FOUND();
      throw outcome.reason === 'cannot-write' ? errors.CANNOT_WRITE() : errors.CANNOT_BE_MADE();
    }),
  };
}
