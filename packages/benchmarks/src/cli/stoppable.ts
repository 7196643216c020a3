import { constants } from 'node:os';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** While `work` goes on, Ctrl-C or a request to end the process is answered by `onStop`, and the process ends. */
export async function stoppable<T>(onStop: () => void, work: () => Promise<T>): Promise<T> {
  const stop = (signal: NodeJS.Signals) => {
    try {
      onStop();
    } finally {
      process.exit(128 + constants.signals[signal]);
    }
  };
  for (const signal of signals) process.once(signal, stop);
  try {
    return await work();
  } finally {
    for (const signal of signals) process.off(signal, stop);
  }
}

/** Resolves with the exit code when the process is asked to end; asked a second time, it ends at once. */
export const stopRequest = (): Promise<number> =>
  new Promise((resolve) => {
    for (const signal of signals) process.once(signal, () => resolve(128 + constants.signals[signal]));
  });
