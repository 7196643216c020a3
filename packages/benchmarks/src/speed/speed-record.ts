import * as v from 'valibot';
import { count, environmentRecord, finite } from '../study/run-record.js';
import { latestOf } from './latest.js';

const positive = v.pipe(finite, v.gtValue(0));
const positiveCount = v.pipe(count, v.minValue(1));
const form = v.picklist(['single', 'foreach', 'fused']);
const both = v.object({ zoo: count, builtIn: count });

/** One rule on one shape, as one line of a file of speeds. */
export const speedRecord = v.object({
  rule: v.string(),
  variables: positiveCount,
  /** Of each variable. */
  elements: positiveCount,
  rounds: positiveCount,
  /** For one update, or a copy of as much traffic: medians over the rounds. */
  milliseconds: v.object({ zoo: positive, builtIn: positive, copy: positive }),
  /** builtIn / zoo within a round: the median, and the smallest and largest. */
  ratio: positive,
  range: v.tuple([positive, positive]),
  /** For each parameter. */
  bytes: v.object({ state: count, traffic: count }),
  /** For each update. */
  kernels: both,
  /** Tensors that the kernels of an update make. */
  tensors: both,
  /** torch.optim on the same machine, in a process of its own, and optax under jit if it is there; or why it was not timed. */
  torch: v.union([
    v.object({
      version: v.string(),
      /** On one thread. */
      milliseconds: positive,
      /** The fastest on that many threads. */
      form: v.optional(form),
      twoThreads: v.optional(v.object({ milliseconds: positive, form })),
      /** On as many threads as it takes. */
      optax: v.optional(v.object({ version: v.string(), milliseconds: positive })),
    }),
    v.object({ skipped: v.string() }),
  ]),
  environment: environmentRecord,
  command: v.string(),
});

export type SpeedRecord = v.InferOutput<typeof speedRecord>;

/** The records, of several for one rule and shape in one setting the last. */
export const latest = (records: readonly SpeedRecord[]): SpeedRecord[] =>
  latestOf(records, ({ rule, variables, elements }) => [rule, variables, elements]);

/** What share of the bandwidth of a plain copy an update reaches. */
export const copyShare = ({ milliseconds: { copy, zoo } }: SpeedRecord): number => copy / zoo;

/** torch's time in that of the zoo; undefined where torch was not timed. */
export const torchRatio = ({ torch, milliseconds }: SpeedRecord): number | undefined =>
  'milliseconds' in torch ? torch.milliseconds / milliseconds.zoo : undefined;
