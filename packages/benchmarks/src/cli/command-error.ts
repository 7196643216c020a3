/** Ends a command with this sentence and this exit code: 1 where something outside the program went wrong. */
export class CommandError extends Error {
  constructor(
    sentence: string,
    readonly exitCode = 1,
  ) {
    super(sentence);
  }
}

/** The system's word for what went wrong with a file: ENOSPC, EACCES, … */
export const systemCode = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? String(error);
