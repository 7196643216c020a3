import { parseTerms } from '../candidates/parse-terms.js';
import { firstRace } from './race.js';
import { runStrips, type StepStrip } from './step-strip.js';

/** f = x² + 2y²: gradient descent multiplies x by 1 − 2η and y by 1 − 4η with each step. */
const race = { ...firstRace, problem: { expression: 'x^2 + 2 * y^2', start: [1, 1] }, steps: 10 };

test('ends of gradient descent are those of the closed form, and diverge beyond 2 / L', async () => {
  const strips: (StepStrip | undefined)[] = [];
  const settings = parseTerms('', 'sgd, nelderMead, lookahead(sgd, syncPeriod=1, slowStepSize=1)');
  await runStrips(race, settings, (index, strip) => { strips[index] = strip; }, () => true); // biome-ignore format: one line
  const { stepSizes, ends, dimension } = strips[0]!;
  expect(dimension).toMatchObject({ owner: 'sgd', option: 'learningRate' });
  expect(stepSizes).toHaveLength(29);
  for (const [index, rate] of stepSizes.entries()) {
    const end = (1 - 2 * rate) ** 20 + 2 * (1 - 4 * rate) ** 20;
    if (rate < 0.6) expect(ends[index]! / end).toBeCloseTo(1, 8);
    if (rate > 2) expect(ends[index]).toBe(Number.POSITIVE_INFINITY);
  }
  expect(strips[2]!.dimension.path).toEqual(['of']);
  for (const [index, end] of strips[2]!.ends.entries()) if (stepSizes[index]! < 0.6) expect(end / ends[index]!).toBeCloseTo(1, 8); // biome-ignore format: one line
});
