import * as v from 'valibot';
import { count, environmentRecord, finite } from '../../study/run-record.js';
import { latestOf } from '../latest.js';

const positive = v.pipe(finite, v.gtValue(0));

/** A model trained in one way. */
const measured = v.object({
  /** Milliseconds, medians over the rounds; `fit` for a batch of model.fit, where there is a tf.layers model. */
  milliseconds: v.object({
    forward: positive,
    gradient: positive,
    update: positive,
    step: positive,
    fit: v.optional(positive),
  }),
  /** Most bytes in tensors at a time that a gradient makes, by tf.profile. */
  peakBytes: finite,
  /** The kernel that takes most of a gradient, by tf.profile, and its share of all kernels. */
  costliest: v.object({ kernel: v.string(), share: finite }),
});

const way = v.union([measured, v.object({ fails: v.string() })]);

/** Whole steps of one model, as one line of a file of them. */
export const wholeRecord = v.object({
  model: v.string(),
  rounds: v.pipe(count, v.minValue(1)),
  /** With tfjs alone, with the zoo's adam and tfjs's kernels, and with training kernels too; or why it cannot be trained so. */
  ways: v.object({ tf: way, zoo: way, kernels: way }),
  environment: environmentRecord,
  command: v.string(),
});

export type WholeRecord = v.InferOutput<typeof wholeRecord>;
export type Measured = v.InferOutput<typeof measured>;
export type MeasuredWays = WholeRecord['ways'];
export type Way = keyof MeasuredWays;
export type Part = keyof Measured['milliseconds'];

/** The records, of several for one model in one setting the last. */
export const latestWhole = (records: readonly WholeRecord[]): WholeRecord[] =>
  latestOf(records, ({ model }) => [model]);

/** What was measured in one way; undefined where the model cannot be trained so. */
export function measuredOf({ ways }: WholeRecord, way: Way): Measured | undefined {
  const { [way]: found } = ways;
  return 'fails' in found ? undefined : found;
}

/** How many times as fast a part is with training kernels; undefined where it was not timed in both ways. */
export function gain(record: WholeRecord, part: Part, than: 'tf' | 'zoo' = 'tf'): number | undefined {
  const slow = measuredOf(record, than)?.milliseconds[part];
  const fast = measuredOf(record, 'kernels')?.milliseconds[part];
  return slow && fast && slow / fast;
}

/** The least gain of a step first, models that tfjs alone cannot train last. */
export const worstFirst = (records: readonly WholeRecord[]): WholeRecord[] =>
  records.toSorted((a, b) => (gain(a, 'step') ?? Infinity) - (gain(b, 'step') ?? Infinity));
