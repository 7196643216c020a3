import type { Survey } from '../landscape/survey.js';
import { makeRun } from './make-run.js';

const at = [-1, -0.5, 0, 0.5, 1];
const parabola = at.map((t) => t ** 2);
const density = { at, density: [0, 0.3, 1, 0.4, 0], nodes: [{ value: 0, weight: 1 }] };
const plane = { x: at, y: at, values: at.map((y) => at.map((x) => x ** 2 + 2 * y ** 2)) };

/** A survey with nothing surveyed: a bowl of sharpness 4, with step size 0.5. */
export const makeSurvey = (changes: Partial<Survey> = {}): Survey => ({
  optimizer: { name: 'sgd', options: { learningRate: 0.5 } },
  problem: { name: 'rosenbrock' },
  steps: 10,
  fullBatch: false,
  stepSize: 0.5,
  moments: [0, 5, 10].map((step) => ({ step, objective: 3 - step / 5, sharpness: 4 })),
  densities: { start: density, end: density },
  way: { at, values: parabola },
  lines: [{ at, values: parabola }],
  planes: { random: plane, top: plane },
  overlap: 0.5,
  roughness: 0.25,
  environment: makeRun().environment,
  ...changes,
});
