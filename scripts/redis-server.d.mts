export function hasRedis(): boolean;
export function startRedis(...more: string[]): Promise<{
  readonly url: string;
  start(): Promise<void>;
  /** Kills it. */
  stop(): Promise<void>;
  close(): Promise<void>;
}>;
