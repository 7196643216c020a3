import { setImmediate } from 'node:timers/promises';
import { type ProblemInstance, problemFrom } from '@optimizer-zoo/testbed';
import * as tf from '@tensorflow/tfjs';
import { environment } from '../backends/environment.js';
import { pickBackend } from '../backends/pick-backend.js';
import { createOptimizer } from '../candidates/optimizer-term.js';
import { divergence } from './divergence.js';
import { type RunConfig, runId } from './run-config.js';
import type { RunRecord, StudyInfo } from './run-record.js';

type Outcome = Pick<RunRecord, 'status' | 'reason' | 'curve' | 'trajectory' | 'timing'>;

const curvePoints = 100;
const trajectoryPoints = 200;
/** Milliseconds after which a run looks up: whether its process is still wanted. */
const breath = 100;

/** One run: the same configuration gives the same curve. Whatever throws ends in a record of status 'failed'. */
export async function runOne(config: RunConfig, study: StudyInfo): Promise<RunRecord> {
  try {
    await pickBackend(config.backend);
    return { id: runId(config), config, ...(await minimize(config)), environment: environment(), study };
  } catch (error) {
    return failedRecord(config, study, error);
  }
}

/** The record of a run that threw, or whose process died. */
export function failedRecord(config: RunConfig, study: StudyInfo, error: unknown): RunRecord {
  const reason = error instanceof Error ? error.message : String(error);
  const timing = { firstStep: 0, otherSteps: 0, steps: 0 };
  return { id: runId(config), config, status: 'failed', reason, curve: [], timing, environment: environment(), study };
}

async function minimize({
  optimizer: optimizerConfig,
  problem: problemConfig,
  seed,
  steps,
}: RunConfig): Promise<Outcome> {
  const problem = problemFrom(problemConfig);
  const optimizer = createOptimizer(optimizerConfig);
  const instance = problem.create(seed);
  try {
    if (steps === undefined) throw new Error('Only steps can be a budget here.');
    const isPlane = problem.dimension === 2;
    const recorded = recordedSteps(steps, curvePoints);
    const drawn = recordedSteps(steps, isPlane ? trajectoryPoints : 0);
    const start = await objectiveOf(instance);
    const curve: RunRecord['curve'] = [[0, jsonNumber(start)]];
    const trajectory = isPlane ? [await pointOf(instance)] : undefined;
    const timing = { firstStep: 0, otherSteps: 0, steps: 0 };
    let looked = performance.now();
    for (let step = 1; step <= steps; step++) {
      if (performance.now() - looked > breath) {
        await setImmediate();
        looked = performance.now();
      }
      const before = performance.now(); // webgpu only takes the commands down; the others have computed by then
      optimizer.minimize(() => instance.loss(step), false, instance.variables);
      instance.project?.();
      timing[step === 1 ? 'firstStep' : 'otherSteps'] += (performance.now() - before) / 1000;
      timing.steps = step;
      if (trajectory && drawn.has(step)) {
        const point = await pointOf(instance);
        if (point.every(Number.isFinite)) trajectory.push(point);
      }
      if (!recorded.has(step)) continue;
      const objective = await objectiveOf(instance);
      curve.push([step, jsonNumber(objective)]);
      const trouble = divergence(objective, start, problem.minimum?.value);
      if (trouble) {
        return { status: 'diverged', reason: `the objective ${trouble} at step ${step}`, curve, trajectory, timing };
      }
    }
    return { status: 'ok', curve, trajectory, timing };
  } finally {
    instance.dispose();
    disposeOptimizer(optimizer);
  }
}

/** About `count` evenly spaced steps, the first ten and the last among them. */
function recordedSteps(steps: number, count: number): Set<number> {
  const even = Array.from({ length: count }, (_, index) => Math.round(((index + 1) * steps) / count));
  return new Set([...Array(Math.min(10, steps)).keys()].map((index) => index + 1).concat(even, steps));
}

export async function objectiveOf(instance: ProblemInstance): Promise<number> {
  const objective = tf.tidy(() => instance.objective());
  const [value] = await objective.data(); // webgpu in Node cannot read at once
  objective.dispose();
  return value;
}

async function pointOf({ variables }: ProblemInstance): Promise<[number, number]> {
  const values = await Promise.all(variables.map((variable) => variable.data()));
  return values.flatMap((array) => [...array].map(shorten)) as [number, number];
}

/** Nine digits are all there is in a float32. */
const shorten = (value: number) => Number(value.toPrecision(9));

/** JSON has neither NaN nor Infinity. */
const jsonNumber = (value: number) => (Number.isFinite(value) ? shorten(value) : null);

/** tf's own SGD and momentum keep scalars that their `dispose` forgets. */
export function disposeOptimizer(optimizer: tf.Optimizer): void {
  optimizer.dispose();
  tf.dispose(Object.values(optimizer).filter((value) => value instanceof tf.Tensor));
}
