import type { PushAnswer } from './settings.ts';

/** The content type and text that answer a kept push, with HTTP 200; the text goes out as UTF-8. */
export interface PushAnswerBody {
  readonly contentType: string;
  readonly text: string;
}

/**
 * What a push is answered with once it is kept. The JSON satisfies both senders that read the platform's vocabulary
 * and those that look for the word `success` in the body.
 */
export function pushAnswerBody(answer: PushAnswer): PushAnswerBody {
  switch (answer.kind) {
    case 'json':
      return { contentType: 'application/json; charset=utf-8', text: '{"status":"0","reason":"success"}' };
    case 'success':
      return { contentType: 'text/plain; charset=utf-8', text: 'success' };
    case 'own':
      return { contentType: answer.contentType, text: answer.text };
  }
}
