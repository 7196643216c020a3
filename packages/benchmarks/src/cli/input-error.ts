import { CommandError } from './command-error.js';

/** What the user gave cannot be used. The command line prints the sentence and ends with exit code 2. */
export class InputError extends CommandError {
  constructor(sentence: string) {
    super(sentence, 2);
  }
}

/** Reads something the user gave: whatever goes wrong there is about that `option`. */
export function readInput<T>(option: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(`${option}: ${error instanceof Error ? error.message : error}`);
  }
}
