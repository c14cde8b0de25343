import type { AppClient } from '#renderer/app/client.ts';
import { soundVersion } from '#renderer/player/index.ts';
import type { Recording } from '#shared/model/recording.ts';

/** Where a recording is to be heard; another sound of it has another address. */
export function soundUrl({ recordingUrl }: Pick<AppClient, 'recordingUrl'>, callId: string, recording: Recording): string {
  return `${recordingUrl(callId, recording.kind)}?version=${encodeURIComponent(soundVersion(recording))}`;
}

/** A media element that plays nothing yet. */
export function createSound(): HTMLAudioElement {
  const sound = document.createElement('audio');
  // Web Audio is silent about a sound of another origin, as the desktop's are, that came without CORS.
  sound.crossOrigin = 'anonymous';
  return sound;
}
