import { gravity, minimize, type RuleOptimizer } from '@optimizer-zoo/optimizers/float64';
import { altered } from '../altered.js';
import { defineReproduction, type Figure, printed } from '../reproduction.js';

export const beta = 0.9;
const learningRate = 0.1;

/** V after each step with a gradient that stays: what the step was, divided by −l. */
function velocities(optimizer: RuleOptimizer, gradient: readonly number[], steps: number): number[][] {
  const found: number[][] = [];
  let before = gradient.map(() => 0);
  minimize({ gradient: () => [...gradient] }, before, {
    optimizer,
    maxSteps: steps,
    callback({ x }) {
      const now = [...x];
      found.push(now.map((xi, i) => (before[i] - xi) / learningRate));
      before = now;
    },
  });
  return found;
}

/** The largest |V| / m, m = 1 / max|g|, over gradients of all sizes. */
function largestStep(optimizer: RuleOptimizer): number {
  const sizes = Array.from({ length: 41 }, (_, i) => 10 ** ((i - 20) / 10));
  const all = sizes.flatMap((size) => {
    const gradient = [size, 1 / size, 0.1 * size, -size / 3].filter((g) => Math.abs(g) <= size);
    return velocities(optimizer, gradient, 60).flatMap((V) => V.map((Vi) => Math.abs(Vi) * size));
  });
  return Math.max(...all);
}

/** The weight of V in its average at each step: with ζ constant, V₊ − ζ is V − ζ times it. */
function weights(optimizer: RuleOptimizer, steps: number): number[] {
  const zeta = 0.5 / (1 + 0.5 ** 4);
  const V = [0, ...velocities(optimizer, [0.5], steps).map(([Vi]) => Vi)];
  return Array.from({ length: steps }, (_, t) => (V[t + 1] - zeta) / (V[t] - zeta));
}

/** V as momentum has it, with the one decay β. */
export const constantWeight = (optimizer: RuleOptimizer): RuleOptimizer =>
  altered(optimizer, { hostScalars: () => ({ weight: beta }) });

export const gravityFormulas = defineReproduction({
  name: 'gravityFormulas',
  family: 'gravity',
  claim:
    'the largest step is l m/2 with m = 1/max|g|; the weight of the old velocity is (β t + 1)/(t + 2), from 1/2 to β',
  source: 'Bahrami and Zadeh 2021, arXiv:2101.09192, the author’s note Gravity Optimizer Math, equations 25 to 28',
  known: 'read',
  outcome: 'reproduced',
  subject: (optimizer: RuleOptimizer) => optimizer,
  broken: { how: 'the weight β at every step', subject: constantWeight },
  *measure(made): Generator<Figure> {
    const optimizer = made(gravity({ learningRate, beta }));
    yield printed('largest |Δx| / (l m) over gradients of all sizes', 0.5, largestStep(optimizer), 0.005);
    const found = weights(optimizer, 30);
    for (const t of [0, 1, 2, 10, 29]) {
      const exact = (beta * t + 1) / (t + 2);
      yield printed(`t = ${t}: weight of the old velocity`, Number(exact.toPrecision(5)), found[t], 1e-5);
    }
  },
});
