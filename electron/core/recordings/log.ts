/** What this part says, the way pino takes it. */
export interface Log {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
}
