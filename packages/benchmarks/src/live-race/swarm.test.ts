import { problemFrom } from '@optimizer-zoo/testbed';
import { parseTerms } from '../candidates/parse-terms.js';
import { basinsOf, diverged, onItsWay } from './basins.js';
import { minimaIn } from './minima.js';
import { startedAt } from './race.js';
import type { TrackConfig } from './run-config-of.js';
import { type Grid, startsOf, swarm } from './swarm.js';
import { runTrack } from './track.js';

const grid: Grid = { frame: [-4, 4, -4, 4], columns: 7, rows: 5 };
const configOf = (term: string, name = 'himmelblau', steps = 60): TrackConfig => ({
  optimizer: parseTerms('test', term)[0]!,
  problem: { name },
  seed: 0,
  steps,
});

function endOf(config: TrackConfig, of: Grid) {
  const run = swarm(config, of);
  for (;;) {
    const { done, value } = run.next();
    if (done) return value;
  }
}

test.each([
  'sgd(learningRate=0.01)',
  'sgd(learningRate=cosineDecay(initialValue=0.02, decaySteps=60))',
  'adam(learningRate=0.1)',
  'nagGs',
  'lookahead(lion(learningRate=0.05))',
  'rmsprop(learningRate=0.05)',
])('%s: a swarm is a run from each start, to the last digit', async (term) => {
  const { points, isLost } = endOf(configOf(term), grid);
  const starts = startsOf(grid);
  for (const index of [0, 3, 17, 34]) {
    const start = [...starts.subarray(2 * index, 2 * index + 2)];
    const config = configOf(term);
    const track = await runTrack({ ...config, problem: startedAt(config.problem, start) });
    expect(isLost[index]).toBe(0);
    expect([...points.subarray(2 * index, 2 * index + 2)]).toEqual([...track.points.slice(-2)]);
  }
});

test('who diverges is lost, as in the race, and the others go on', async () => {
  const config = configOf('sgd(learningRate=0.03)', 'himmelblau', 200);
  const { isLost } = endOf(config, grid);
  const starts = startsOf(grid);
  const statuses = [];
  for (let index = 0; index < isLost.length; index++) {
    const start = [...starts.subarray(2 * index, 2 * index + 2)];
    const { outcome } = await runTrack({ ...config, problem: startedAt(config.problem, start) });
    statuses.push(outcome.status === 'diverged' ? 1 : 0);
  }
  expect(statuses).toContain(1);
  expect(statuses).toContain(0);
  expect([...isLost]).toEqual(statuses);
});

test.each([
  ['clipByNorm(sgd, clipnorm=1)', /2 kernels/],
  ['lbfgs', /a method, no rule/],
  ['adahessian', /needs more than the gradient/],
])('%s is no swarm, and why is told', (term, why) => {
  expect(() => swarm(configOf(term), grid).next()).toThrow(why);
});

test('the four minima of Himmelblau are found, and those of Rastrigin that are seen', () => {
  const minima = minimaIn(problemFrom({ name: 'himmelblau' }), [-5, 5, -5, 5]);
  expect(minima).toHaveLength(4);
  for (const { value } of minima) expect(value).toBeCloseTo(0, 9);
  const waves = minimaIn(problemFrom({ name: 'rastrigin' }), [-1.5, 1.5, -1.5, 1.5]);
  expect(waves).toHaveLength(9);
  expect(waves[0]!.point).toEqual([expect.closeTo(0, 8), expect.closeTo(0, 8)]);
});

test('starts end at minima, on their way or nowhere, and shares are of all', () => {
  const minima = [
    { point: [1, 1], value: 0 },
    { point: [-1, 1], value: 2 },
  ] as const;
  const herd = { points: Float64Array.of(1, 1.01, -1, 1, 0, 0, 5, 5), isLost: Uint8Array.of(0, 0, 0, 1) };
  const basins = basinsOf(herd, minima, [-2, 2, -2, 2]);
  expect([...basins.ends]).toEqual([0, 1, onItsWay, diverged]);
  expect(basins.shares).toEqual(new Map([[0, 0.25], [1, 0.25], [onItsWay, 0.25], [diverged, 0.25]])); // biome-ignore format: one line
});
