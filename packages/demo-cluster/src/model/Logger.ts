/** Where a part of the cluster reports what it cannot tell anyone else. */
export interface Logger {
  debug(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}
