import { useLocalStorage } from '@mantine/hooks';
import { useState } from 'react';

export interface Follow {
  /** Whether the transcript goes where the sound is. */
  readonly isOn: boolean;
  /** Whether it would, if the operator had not gone elsewhere. */
  readonly isPaused: boolean;
  readonly toggle: () => void;
  readonly pause: () => void;
  readonly resume: () => void;
}

/** Whether the transcript follows the sound: a wish that the browser remembers, and pauses of this call. */
export function useFollow(): Follow {
  const [wanted, setWanted] = useLocalStorage({ key: 'earshot.transcript.follows', defaultValue: true, getInitialValueInEffect: false });
  const [paused, setPaused] = useState(false);
  const isOn = wanted && !paused;
  return {
    isOn,
    isPaused: wanted && paused,
    toggle() {
      setWanted(!isOn);
      setPaused(false);
    },
    pause: () => setPaused(true),
    resume: () => setPaused(false),
  };
}
