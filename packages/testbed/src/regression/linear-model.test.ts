import { parseCsv } from '../data/parse-csv.js';
import { parseLibsvm } from '../data/parse-libsvm.js';
import { signedLabels } from '../data/signed-labels.js';
import { linearModel } from './linear-model.js';
import type { LinearModel } from './linear-model-data.js';
import { hinge, logistic, smoothedHinge, squared } from './sample-losses.js';

const rows = [[1, 0], [0, 1], [1, 1], [-1, 2]]; // biome-ignore format: one line
const data = { rows, targets: [1, -1, 1, -1] };
const model = (changes: Partial<LinearModel> = {}) =>
  linearModel({ name: 'mine', reference: '', tags: [], data, loss: logistic, l2: 0.1, ...changes });
const withData = (changes: Partial<LinearModel['data']>) => model({ data: { ...data, ...changes } });

test.each<[() => unknown, string]>([
  [() => withData({ rows: [], targets: [] }), 'mine: data.rows holds no samples.'],
  [() => withData({ targets: [1, -1] }), 'mine: there are 4 rows, but 2 targets.'],
  [() => withData({ rows: [[], [], [], []] }), 'mine: rows[0] is empty, but must hold one number for each feature.'],
  [() => withData({ rows: rows.with(2, [1]) }), 'mine: rows[2] has 1 features, but rows[0] has 2.'],
  [() => withData({ rows: rows.with(3, [1, Number.NaN]) }), 'mine: rows[3][1] is NaN, but must be finite'],
  [
    () => withData({ rows: rows.with(3, [1e39, 1]) }),
    'mine: rows[3][0] is 1e+39, but must be finite, also as a float32',
  ],
  [() => withData({ targets: [1, -1, 1, Number.POSITIVE_INFINITY] }), 'mine: targets[3] is Infinity, but must be'],
  [
    () => withData({ targets: [1, 0, 1, 0] }),
    'mine: targets[1] is 0, but must be -1 or 1 for the loss log(1 + exp(-y_i x_i.w)); signedLabels makes these',
  ],
  [() => model({ loss: hinge, data: { rows, targets: [1, 2, 2, 1] } }), 'mine: targets[1] is 2, but must be -1 or 1'],
  [() => model({ loss: smoothedHinge(0.5), data: { rows, targets: [0, 1, 1, 1] } }), 'mine: targets[0] is 0, but must'],
  [
    () => model({ loss: squared, data: { rows, targets: [1e308, 1, 1, 1] } }),
    'mine: targets[0] is 1e+308, but must be finite, also as a float32 (up to 3.4e38).',
  ],
  [
    () => model({ loss: squared, data: { rows, targets: [1e30, 1, 1, 1] } }),
    'mine: at the start the loss is 1.25e+59 and its steepest slope 2.50e+29, whose sums over 4 samples are beyond float32',
  ],
  [() => model({ l2: -1 }), 'mine: l2 is -1, but must be in [0, inf).'],
  [() => model({ l1: Number.NaN }), 'mine: l1 is NaN, but must be in [0, inf).'],
  [() => model({ start: [1] }), 'mine: start has 1 values, but must hold 2 finite numbers, one for each feature.'],
  [() => model({ batchSize: 0 }), 'mine: batchSize is 0, but must be a whole number from 1 on.'],
  [() => smoothedHinge(0), 'smoothedHinge: gamma is 0, but must be in (0, inf).'],
  // Without a ridge the weights of labels that can be separated grow for ever; equal columns leave them undecided.
  [() => model({ l2: 0 }).minimum, 'mine: no minimum is found (Newton'],
  [
    () => model({ l2: 0, data: { rows, targets: [1, 1, 1, 1] } }).minimum,
    'where labels are all alike or can be separated, or features depend on each other, l2 must be above 0.',
  ],
  [
    () => model({ l2: 0, loss: squared, data: { rows: rows.map(([x]) => [x!, x!]), targets: [1, 2, 3, 4] } }).minimum,
    'mine: no minimum is found (LU matrix is singular); where labels are all alike',
  ],
  [
    () =>
      model({
        loss: squared,
        l2: 1e30,
        data: {
          rows: [
            [0.1, 1e30],
            [1e30, 3e38],
          ],
          targets: [-1, -1],
        },
      }).minimum,
    'mine: no minimum is found (LU matrix is singular); scale rows and targets.',
  ],
  [
    () => model({ minimizer: () => [1e300, 0] }).minimum,
    'mine: the minimum found is Infinity, lost in float64; scale rows and targets.',
  ],
  [
    () => withData({ rows: rows.map(([x]) => new Array<number>(2001).fill(x!)) }).minimum,
    'mine: there are 2001 features; above 2000 the minimum is not computed; give a minimizer.',
  ],
])('%s is refused in one sentence', (make, sentence) => {
  expect(make).toThrow(sentence);
});

test('labels 0 and 1 of a file, made −1 and 1, are those of a file with −1 and 1', () => {
  const [plain, signed] = [parseCsv('x,y\n1,0\n2,1\n4,1\n3,0\n'), parseLibsvm('-1 1:1\n+1 1:2\n+1 1:4\n-1 1:3\n')];
  const point = model({ data: { ...plain, targets: signedLabels(plain.targets) } }).minimum!.point;
  expect(point).toEqual(model({ data: signed }).minimum!.point);
});

test('the curvature of one sample after the other: as many samples as of a9a take no more room', () => {
  const many = Array.from({ length: 32_561 }, (_, i) => [1, Math.sin(i)]);
  const targets = many.map(([, x]) => Math.cos(30 * x!));
  const { float64, minimum } = model({ data: { rows: many, targets }, loss: squared });
  expect(Math.hypot(...float64!.gradient(minimum!.point!))).toBeLessThan(1e-12);
});

test('L of the smoothed hinge is exact where gamma is above 1: at w = 0 every sample is in the curved part', () => {
  expect(model({ loss: smoothedHinge(2) }).constants!.bounds).toBeUndefined();
  expect(model({ loss: smoothedHinge(0.5) }).constants!.bounds).toEqual(['L']);
});
