import 'react';

declare module 'react' {
  /** Variables of the style sheet may be set where a style is. */
  interface CSSProperties {
    [variable: `--${string}`]: string | number | undefined;
  }
}
