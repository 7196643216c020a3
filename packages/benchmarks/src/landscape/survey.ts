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
import type { ProblemInstance } from '@optimizer-zoo/testbed';
import * as tf from '@tensorflow/tfjs';
import { environment } from '../backends/environment.js';
import { firstStepSize, type OptimizerConfig } from '../candidates/optimizer-term.js';
import { problemFrom } from '../real-data/problems.js';
import { overlapRankOf } from '../run/instrument-names.js';
import { TfjsMachine } from '../run/tfjs-machine.js';
import type { RunRecord } from '../study/run-record.js';
import { evenSteps, objectiveAt, seenBy, type Task, type Training, taskOf, type Watcher } from './training.js';

/** A run whose landscape is looked at. */
export interface SurveyConfig extends Training {
  readonly optimizer: OptimizerConfig;
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

const mostMoments = 40;
const seed = 0;

/** How often a survey calls `done`. */
export const surveyTasks = ({ steps }: SurveyConfig): number => evenSteps(steps, mostMoments).size + 4;

/** Trains, and looks around. */
export async function survey(config: SurveyConfig, watcher: Watcher): Promise<Survey> {
  const { optimizer } = config;
  const problem = problemFrom(config.problem);
  const instance = problem.create(seed);
  const { variables } = instance;
  const start = variables.map((variable) => variable.clone());
  const loss = () => instance.objective();
  const task = taskOf(watcher);
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
        overlap: (await gradientOverlap(loss, { k: overlapRankOf(problem.dimension), variables })).overlap,
        roughness: (await roughnessIndex(loss, { variables })).index,
      }))),
      environment: environment(),
    };
  } finally {
    tf.dispose(start);
    instance.dispose();
  }
}

async function train(config: SurveyConfig, instance: ProblemInstance, task: Task) {
  const { steps, optimizer, problem } = config;
  const { variables } = instance;
  const machine = new TfjsMachine(optimizer, seenBy(config, instance));
  const looks = evenSteps(steps, mostMoments);
  const moments: Moment[] = [];
  const look = async (step: number) => {
    const objective = await objectiveAt(machine, step, optimizer, problem);
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
