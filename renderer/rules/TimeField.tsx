import { TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { minuteOf, timeText } from './conditions.ts';

interface Props {
  readonly label: string;
  /** Since midnight. */
  readonly minute: number;
  readonly disabled?: boolean;
  readonly onChange: (minute: number) => void;
}

/** A time of day; told when it is left or chosen, as what is typed on the way to it is one too. */
export function TimeField({ label, minute, disabled = false, onChange }: Props): ReactNode {
  return (
    <TextInput
      // Another value is another field: what is typed is its own until then.
      key={minute}
      type="time"
      aria-label={label}
      disabled={disabled}
      defaultValue={timeText(minute)}
      onBlur={(event) => {
        const typed = minuteOf(event.currentTarget.value);
        if (typed !== null && typed !== minute) onChange(typed);
      }}
    />
  );
}
