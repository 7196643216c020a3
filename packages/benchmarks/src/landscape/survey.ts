import {
  gradientOverlap,
  roughnessIndex,
  type Slice1d,
  type Slice2d,
  type SpectralDensity,
  slice1d,
  slice2d,
  spectralDensity,
  topEigenvalues,
} from '@optimizer-zoo/optimizers/landscape';
import type { ProblemConfig, ProblemInstance } from '@optimizer-zoo/testbed';
import * as tf from '@tensorflow/tfjs';
import { environment } from '../backends/environment.js';
import { firstStepSize, type OptimizerConfig } from '../candidates/optimizer-term.js';
import { problemLabel } from '../candidates/problem-label.js';
import { formatTerm } from '../candidates/term.js';
import { InputError } from '../cli/input-error.js';
import { problemFrom } from '../real-data/problems.js';
import { TfjsMachine } from '../run/tfjs-machine.js';
import type { RunRecord } from '../study/run-record.js';

/** A run whose landscape is looked at. */
export interface SurveyConfig {
  readonly optimizer: OptimizerConfig;
  readonly problem: ProblemConfig;
  readonly steps: number;
  /** Whether each step sees the objective, rather than the minibatch of the step. */
  readonly fullBatch: boolean;
}

/** The objective at a step, and its curvature. */
export interface Moment {
  readonly step: number;
  readonly objective: number;
  /** The largest eigenvalue of the Hessian of the objective. */
  readonly sharpness: number;
}

/** The landscape of the objective along a run, and around where it ends. */
export interface Survey extends SurveyConfig {
  readonly stepSize: number;
  readonly moments: readonly Moment[];
  readonly densities: { readonly start: SpectralDensity; readonly end: SpectralDensity };
  /** From the start, at 0, to the end, at 1, and beyond. */
  readonly way: Slice1d;
  /** Through the end, in random directions. */
  readonly lines: readonly Slice1d[];
  /** Through the end: of two random directions, and of the two unit eigenvectors of the largest eigenvalues. */
  readonly planes: { readonly random: Slice2d; readonly top?: Slice2d };
  /** At the end. */
  readonly overlap: number;
  readonly roughness: number;
  readonly environment: RunRecord['environment'];
}

/** Told what is being done. */
export interface SurveyWatcher {
  start(task: string): void;
  done(): void;
}

const mostMoments = 40;
const seed = 0;
/** Of how many eigenvectors the share of the gradient is told. */
export const overlapRank = 10;

/** How often a survey calls `done`. */
export const surveyTasks = ({ steps }: SurveyConfig): number => momentsOf(steps).size + 4;

/** Trains, and looks around. */
export async function survey(config: SurveyConfig, watcher: SurveyWatcher): Promise<Survey> {
  const { optimizer } = config;
  const instance = problemFrom(config.problem).create(seed);
  const { variables } = instance;
  const start = variables.map((variable) => variable.clone());
  const loss = () => instance.objective();
  const task = async <T>(name: string, run: () => Promise<T>): Promise<T> => {
    watcher.start(name);
    const result = await run();
    watcher.done();
    return result;
  };
  try {
    const before = await task('density at the start', () => spectralDensity(loss, { variables }));
    const moments = await train(config, instance, task);
    return {
      ...config,
      stepSize: firstStepSize(optimizer),
      moments,
      densities: {
        start: before,
        end: await task('density at the end', () => spectralDensity(loss, { variables })),
      },
      ...(await task('slices', () => slices(loss, variables, start))),
      ...(await task('indices', async () => ({
        overlap: (await gradientOverlap(loss, { k: overlapRank, variables })).overlap,
        roughness: (await roughnessIndex(loss, { variables })).index,
      }))),
      environment: environment(),
    };
  } finally {
    tf.dispose(start);
    instance.dispose();
  }
}

type Task = <T>(name: string, run: () => Promise<T>) => Promise<T>;

async function train(config: SurveyConfig, instance: ProblemInstance, task: Task) {
  const { steps, fullBatch } = config;
  const { variables } = instance;
  const seen = fullBatch ? { ...instance, loss: instance.objective, outputs: undefined } : instance;
  const machine = new TfjsMachine(config.optimizer, seen);
  const looks = momentsOf(steps);
  const moments: Moment[] = [];
  const look = async (step: number) => {
    const objective = await machine.objective();
    if (!Number.isFinite(objective)) {
      const label = `${formatTerm(config.optimizer)} on ${problemLabel(config.problem)}`;
      throw new InputError(`${label}: the objective is ${objective} at step ${step}; take a smaller step size.`);
    }
    const { values } = await topEigenvalues(() => instance.objective(), { variables, tolerance: 1e-3 });
    moments.push({ step, objective, sharpness: values[0] });
  };
  try {
    for (let step = 0; step <= steps; step++) {
      if (step > 0) machine.step(step);
      if (looks.has(step)) await task(`sharpness at step ${step}`, () => look(step));
    }
    return moments;
  } finally {
    machine.disposeOptimizer();
  }
}

async function slices(loss: () => tf.Scalar, variables: tf.Variable[], start: tf.Tensor[]) {
  const end = variables.map((variable) => variable.clone());
  const { vectors } = await topEigenvalues(loss, { k: 2, variables, vectors: true });
  try {
    const lines: Slice1d[] = [];
    for (let draw = 0; draw < 5; draw++) lines.push(await slice1d(loss, { variables, seed: draw }));
    return {
      way: await slice1d(loss, { variables, from: start, to: end, range: [-0.5, 1.5], points: 81 }),
      lines,
      planes: {
        random: await slice2d(loss, { variables }),
        top: vectors.length === 2 ? await slice2d(loss, { variables, directions: vectors }) : undefined,
      },
    };
  } finally {
    tf.dispose([end, vectors as tf.Tensor[][]]);
  }
}

/** The start, the end, and steps evenly between. */
function momentsOf(steps: number): Set<number> {
  const count = Math.min(steps, mostMoments);
  return new Set(Array.from({ length: count + 1 }, (_, i) => Math.round((i * steps) / count)));
}
