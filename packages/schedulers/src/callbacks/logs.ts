import type * as tf from '@tensorflow/tfjs-core';

/** What `fit` hands to a callback: numbers, or tensors that are still being computed. */
export type Logs = Record<string, number | tf.Scalar>;

/** Whether a log is of a metric, not of where in the epoch we are. */
const isMetric = (name: string) => name !== 'batch' && name !== 'size';

/** The number of a log. The tensor stays fit's own. */
export const readLog = async (value: number | tf.Scalar): Promise<number> =>
  typeof value === 'number' ? value : (await value.data())[0];

/** The metrics of some logs as numbers. */
export async function readLogs(logs: Logs): Promise<[name: string, value: number][]> {
  const metrics = Object.entries(logs).filter(([name]) => isMetric(name));
  return Promise.all(metrics.map(async ([name, value]) => [name, await readLog(value)] as [string, number]));
}

/** The monitored metric; a name that is not there is an error. */
export async function monitored(owner: string, logs: Logs, monitor: string): Promise<number> {
  if (Object.hasOwn(logs, monitor)) return readLog(logs[monitor]);
  throw new Error(
    `${owner}: monitor is '${monitor}', but must be one of the logs of an epoch: ${Object.keys(logs).join(', ')}.`,
  );
}
