import { readOptimizerTerms } from '../candidates/optimizer-term.js';
import { insideStep } from './inside-step.js';
import { startedAt } from './race.js';
import type { TrackConfig } from './run-config-of.js';
import { runTrack } from './track.js';

const configOf = (
  term: string,
  steps: number,
  problem: TrackConfig['problem'] = { name: 'rosenbrock' },
): TrackConfig => ({
  optimizer: readOptimizerTerms(term)[0]!,
  problem,
  seed: 0,
  steps,
});

test.each([
  'sgd(learningRate=0.001)',
  'adam',
  'scheduleFreeSgd(learningRate=0.001)',
  'lbfgs',
  'nelderMead',
  'lookahead(lion)',
])('%s: each step is the one of the race', async (term) => {
  const { points } = await runTrack(configOf(term, 12));
  for (const step of [1, 2, 12]) {
    const { from, to } = insideStep(configOf(term, step));
    expect([...from, ...to]).toEqual([...points.slice(2 * step - 2, 2 * step + 2)]);
  }
});

test('Adam inside is its equation', () => {
  const one = insideStep(configOf('adam(learningRate=0.1)', 3));
  const [m, v] = one.slots;
  for (const axis of [0, 1] as const) {
    const g = one.gradient![axis];
    expect(m!.after[axis]).toBeCloseTo(0.9 * m!.before[axis]! + 0.1 * g, 9);
    expect(v!.after[axis]).toBeCloseTo(0.999 * v!.before[axis]! + 0.001 * g * g, 9);
    const length = (0.1 * m!.after[axis]!) / (1 - 0.9 ** 3) / (Math.sqrt(v!.after[axis]! / (1 - 0.999 ** 3)) + 1e-7);
    expect(one.from[axis] - one.to[axis]).toBeCloseTo(length, 5);
    expect(one.factors![axis]).toBeCloseTo((one.from[axis] - one.to[axis]) / g, 12);
  }
});

test('the factors of gradient descent are its step size, from the start that was dragged too', () => {
  const { factors, gradient } = insideStep(
    configOf('sgd(learningRate=0.001)', 5, startedAt({ name: 'booth' }, [3, -1])),
  );
  expect(factors).toEqual([expect.closeTo(0.001, 12), expect.closeTo(0.001, 12)]);
  expect(gradient).toHaveLength(2);
});

test.each([
  ['lbfgs', /is a method/],
  ['clipByNorm(sgd, clipnorm=1)', /2 kernels/],
  ['nelderMead', /is a method/],
])('%s has no factor for each coordinate, and why is told', (term, why) => {
  const { factors, withoutFactors, gradient } = insideStep(configOf(term, 2));
  expect(factors).toBeUndefined();
  expect(withoutFactors).toMatch(why);
  expect(gradient === undefined).toBe(term === 'nelderMead');
});
