import { type Slice2d, slice2d } from '@optimizer-zoo/optimizers/landscape';
import * as tf from '@tensorflow/tfjs';
import { environment } from '../backends/environment.js';
import { firstStepSize, type OptimizerConfig } from '../candidates/optimizer-term.js';
import { problemLabel } from '../candidates/problem-label.js';
import { formatTerm } from '../candidates/term.js';
import { InputError } from '../cli/input-error.js';
import { problemFrom } from '../real-data/problems.js';
import type { Readings } from '../run/instrument-names.js';
import { lookBefore } from '../run/instruments.js';
import { numbersOf } from '../run/read-tensors.js';
import { TfjsMachine } from '../run/tfjs-machine.js';
import type { RunRecord } from '../study/run-record.js';

import { type PrincipalPlane, principalPlane } from './principal-plane.js';
import { evenSteps, objectiveAt, seenBy, type Task, type Training, taskOf, type Watcher } from './training.js';

/** Runs of several optimizers whose paths are looked at, from one start. */
export interface PathsConfig extends Training {
  readonly optimizers: readonly OptimizerConfig[];
}

/** What instruments tell of a step t from θ, and the objective there, or at the weights to evaluate with. */
export interface Reading extends Readings {
  readonly step: number;
  readonly objective: number;
}

/** What one optimizer did. */
export interface Path {
  readonly label: string;
  readonly stepSize: number;
  /** The parameters at even steps, the start and the end among them. */
  readonly points: readonly (readonly number[])[];
  readonly readings: readonly Reading[];
  readonly objective: number;
}

/** The paths, in the plane of the principal components of all their points. */
export interface Paths extends PathsConfig {
  readonly runs: readonly Omit<Path, 'points'>[];
  /** The points of each run, projected. */
  readonly ways: readonly (readonly (readonly [number, number])[])[];
  readonly shares: PrincipalPlane['shares'];
  /** The objective on the plane, whose origin is the mean of all points. */
  readonly plane: Slice2d;
  readonly environment: RunRecord['environment'];
}

const mostPoints = 40;
const mostReadings = 12;
const gridPoints = 31;
const seed = 0;

const readingsOf = (steps: number) => new Set([...evenSteps(steps - 1, mostReadings)].map((step) => step + 1));

/** How often `paths` calls `done`. */
export const pathsTasks = ({ optimizers, steps }: PathsConfig): number =>
  optimizers.length * readingsOf(steps).size + 1;

/** Trains each from the same start on the same data, and projects. */
export async function paths(config: PathsConfig, watcher: Watcher): Promise<Paths> {
  const { problem } = config;
  if (problemFrom(problem).dimension < 2)
    throw new InputError(`${problemLabel(problem)} has one parameter, and no plane.`);
  const task = taskOf(watcher);
  const runs: Path[] = [];
  for (const optimizer of config.optimizers) runs.push(await run(config, optimizer, task));
  const found = principalPlane(runs.flatMap(({ points }) => points));
  if (!found) throw new InputError(`No optimizer moves on ${problemLabel(problem)}: there is no plane to draw.`);
  const { coordinates, shares } = found;
  const ends = runs.map((_, index) => runs.slice(0, index + 1).reduce((sum, { points }) => sum + points.length, 0));
  return {
    ...config,
    runs: runs.map(({ points: _, ...rest }) => rest),
    ways: runs.map(({ points }, index) => coordinates.slice(ends[index] - points.length, ends[index])),
    shares,
    plane: await task('plane', () => lossOn(config, found)),
    environment: environment(),
  };
}

async function run(config: PathsConfig, optimizer: OptimizerConfig, task: Task): Promise<Path> {
  const { steps, problem } = config;
  const label = formatTerm(optimizer);
  const instance = problemFrom(problem).create(seed);
  const seen = seenBy(config, instance);
  const [kept, read] = [evenSteps(steps, mostPoints), readingsOf(steps)];
  const machine = new TfjsMachine(optimizer, seen);
  try {
    const points = [await machine.point()];
    const readings: Reading[] = [];
    for (let step = 1; step <= steps; step++) {
      const make = () => void machine.step(step);
      if (read.has(step)) {
        const objective = await objectiveAt(machine, step - 1, optimizer, problem);
        const read = async () => {
          const reader = await lookBefore(step, instance, seen);
          make();
          return reader(await numbersOf(instance.variables)) as Readings;
        };
        readings.push({ step, objective, ...(await task(`${label}, step ${step}`, read)) });
      } else make();
      if (kept.has(step)) points.push(await machine.point());
    }
    const objective = await objectiveAt(machine, steps, optimizer, problem);
    return { label, stepSize: firstStepSize(optimizer), points, readings, objective };
  } finally {
    machine.disposeOptimizer();
    instance.dispose();
  }
}

/** The objective where the paths are, and a little beyond. */
async function lossOn({ problem }: PathsConfig, { origin, directions, coordinates }: PrincipalPlane): Promise<Slice2d> {
  const instance = problemFrom(problem).create(seed);
  const { variables } = instance;
  const weights = [origin, ...directions].map((vector) => shaped(vector, variables));
  const extents = [0, 1].map((k) => coordinates.reduce(([low, high], at) => [Math.min(low, at[k]), Math.max(high, at[k])], [0, 0])); // biome-ignore format: one line
  const widest = Math.max(...extents.map(([low, high]) => high - low));
  const [xRange, yRange] = extents.map(([low, high]) => {
    const beyond = 0.15 * Math.max(high - low, 0.1 * widest);
    return [low - beyond, high + beyond] as const;
  });
  try {
    return await slice2d(() => instance.objective(), {
      variables,
      from: weights[0],
      directions: weights.slice(1),
      xRange,
      yRange,
      points: gridPoints,
    });
  } finally {
    tf.dispose(weights);
    instance.dispose();
  }
}

/** The parts of a flat vector, in the shapes of the variables. */
const shaped = (vector: Float64Array, variables: readonly tf.Variable[]): tf.Tensor[] =>
  tf.tidy(() => {
    const parts = tf.split(
      tf.tensor1d(Float32Array.from(vector)),
      variables.map(({ size }) => size),
    );
    return parts.map((part, i) => part.reshape(variables[i].shape));
  });
