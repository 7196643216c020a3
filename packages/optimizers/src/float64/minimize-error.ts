import type { Reached } from './progress.js';

/** A function of the user threw, or gave something of no use; `cause` is what it threw. */
export class MinimizeError<X = unknown> extends Error {
  constructor(
    message: string,
    readonly reached: Reached<X>,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'MinimizeError';
  }
}
