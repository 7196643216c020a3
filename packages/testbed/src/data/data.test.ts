import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { nDimensional } from '../functions/n-dimensional.js';
import { rotate } from '../transforms/rotate.js';
import { adding } from './adding.js';
import { bars } from './bars.js';
import { blobs } from './blobs.js';
import { geometric, linearData } from './linear-data.js';
import { moons } from './moons.js';
import { parseCsv } from './parse-csv.js';
import { parseIdx } from './parse-idx.js';
import { parseLibsvm } from './parse-libsvm.js';
import { signedLabels } from './signed-labels.js';
import { spirals } from './spirals.js';

const generators: Readonly<Record<string, (seed: number) => unknown>> = {
  adding: (seed) => adding(6, 5, seed),
  bars: (seed) => bars(8, 2, seed),
  blobs: (seed) => blobs({ classes: 3, pointsPerClass: 4, features: 2, spread: 2, seed }),
  linearData: (seed) => linearData({ samples: 8, spectrum: [1, 2], noise: 0.1, kind: 'targets', seed }),
  moons: (seed) => moons(10, 0.1, seed),
};

test.each(Object.entries(generators))('%s: the seed fixes the data', (_name, make) => {
  expect(make(1)).toEqual(make(1));
  expect(make(1)).not.toEqual(make(2));
});

test('linear data have the chosen spectrum, and without noise the targets are met', () => {
  const spectrum = geometric(5, 0.1, 10);
  expect(spectrum[2]).toBeCloseTo(1, 12);
  const { rows, targets, weights } = linearData({ samples: 20, spectrum, noise: 0, kind: 'targets', seed: 3 });
  const X = new Matrix(rows as number[][]);
  const gram = new EigenvalueDecomposition(X.transpose().mmul(X).div(20), { assumeSymmetric: true });
  gram.realEigenvalues
    .sort((a, b) => a - b)
    .forEach((value, i) => {
      expect(value).toBeCloseTo(spectrum[i]!, 10);
    });
  expect(Matrix.sub(X.mmul(Matrix.columnVector(weights)), Matrix.columnVector(targets)).norm()).toBeLessThan(1e-12);
});

test('adding: each target is the sum of the two marked numbers', () => {
  const { inputs, targets } = adding(6, 20, 1);
  inputs.forEach((steps, i) => {
    const marked = steps.filter(([, mark]) => mark === 1).map(([value]) => value!);
    expect(marked).toHaveLength(2);
    expect(marked[0]! + marked[1]!).toBeCloseTo(targets[i]!, 12);
  });
});

test('bars: the lit pixels stand out in the direction of the class', () => {
  const { images, labels } = bars(8, 20, 2);
  const longest = [
    (image: number[][]) => Math.max(...image.map((row) => row.reduce((sum, pixel) => sum + pixel, 0))),
    (image: number[][]) => Math.max(...image[0]!.map((_, column) => image.reduce((sum, row) => sum + row[column]!, 0))),
  ];
  images.forEach((image, i) => {
    const [lying, standing] = longest.map((sum) => sum(image)) as [number, number];
    if (labels[i] === 0) expect(lying).toBeGreaterThan(standing);
    if (labels[i] === 1) expect(standing).toBeGreaterThan(lying);
  });
});

test('moons without noise lie on circles of radius 1', () => {
  const { points, labels } = moons(15, 0, 1);
  points.forEach(([x, y], i) => {
    expect(labels[i] === 0 ? Math.hypot(x, y) : Math.hypot(x - 1, y - 0.5)).toBeCloseTo(1, 12);
  });
  const ends = [0, 14, 15, 29].flatMap((i) => points[i]!);
  for (const [i, value] of [1, 0, -1, 0, 0, 0.5, 2, 0.5].entries()) expect(ends[i]).toBeCloseTo(value, 12);
});

test.each<[() => unknown, string]>([
  [() => spirals(3, 1, 0), 'spirals: pointsPerClass is 1, but must be a whole number from 2 to 10000000.'],
  [() => spirals(0, 5, 0), 'spirals: classes is 0, but must be a whole number from 1 to 10000000.'],
  [() => spirals(1e7, 1e7, 0), 'spirals: dense rows of 100000000000000 x 2 values are asked for'],
  [() => moons(1, 0, 0), 'moons: pointsPerClass is 1, but must be a whole number from 2'],
  [() => moons(5, Number.NaN, 0), 'moons: noise is NaN, but must be a finite number that is not negative.'],
  [
    () => blobs({ classes: 3, pointsPerClass: 1.5, features: 2, spread: 1, seed: 0 }),
    'blobs: pointsPerClass is 1.5, but must be a whole number from 1',
  ],
  [
    () => blobs({ classes: 3, pointsPerClass: 2, features: 2, spread: -1, seed: 0 }),
    'blobs: spread is -1, but must be a finite number that is not negative.',
  ],
  [() => adding(1, 2, 0), 'adding: steps is 1, but must be a whole number from 2'],
  [() => bars(3, 1, 0), 'bars: width is 3, but must be a whole number from 4'],
  [
    () => linearData({ samples: 2, spectrum: [1, 2, 3], noise: 0, kind: 'targets', seed: 0 }),
    'linearData: samples is 2, but must be a whole number from 3 to 1000.',
  ],
  [
    () => linearData({ samples: 2, spectrum: [-1], noise: 0, kind: 'targets', seed: 0 }),
    'linearData: an eigenvalue of spectrum is -1, but must be a finite number that is not negative.',
  ],
  [() => geometric(1, 1, 2), 'geometric: count is 1, but must be a whole number from 2'],
  [() => geometric(3, 0, 2), 'geometric: the ends are 0 and 2, but must be of one sign, and neither be 0.'],
  [
    () => rotate(nDimensional('sphere', 1001), 1),
    'rotate: sphere:1001 has 1001 parameters, but at most 1000 are allowed.',
  ],
])('%s would be NaN, or take all memory, and is refused', (make, sentence) => {
  expect(make).toThrow(sentence);
});

test.each([
  [8, [7, 200], [7, 200]],
  [9, [7, 200], [7, -56]],
  [11, [255, 254, 0, 3], [-2, 3]],
  [12, [255, 255, 255, 254, 0, 1, 0, 0], [-2, 65536]],
  [13, [0x3f, 0xc0, 0, 0, 0xc0, 0, 0, 0], [1.5, -2]],
  [14, [0x3f, 0xf8, 0, 0, 0, 0, 0, 0, 0xc0, 0, 0, 0, 0, 0, 0, 0], [1.5, -2]],
])('IDX of type %d', (type, values, expected) => {
  const bytes = Uint8Array.from([9, 9, 0, 0, type, 1, 0, 0, 0, 2, ...values]).subarray(2); // not at the buffer's start
  expect(parseIdx(bytes)).toEqual({ shape: [2], values: Float64Array.from(expected) });
});

test('CSV without a header, with another delimiter and target', () => {
  expect(parseCsv('1;2;3\r\n4;5;6\r\n', { header: false, delimiter: ';', target: 1 })).toEqual({
    columns: undefined,
    rows: [
      [1, 3],
      [4, 6],
    ],
    targets: [2, 5],
  });
});

test('CSV between tabs or spaces, quoted or not', () => {
  const expected = { columns: ['a b', ''], rows: [[1, 2]], targets: [3] };
  expect(parseCsv('"a b"\t\t"c"\n1\t"2"\t"3"\n', { delimiter: '\t' })).toEqual(expected);
  expect(parseCsv('"a b"  c\n"1" "2" 3\n', { delimiter: ' ' })).toEqual(expected);
});

test('a byte-order mark, line ends of any system and line breaks within quotes make no difference', () => {
  const table = parseCsv('a,b\n1,2\n3,4\n');
  const samples = parseLibsvm('1 1:2\n-1 2:3\n');
  for (const end of ['\n', '\r\n', '\r']) {
    expect(parseCsv(`\uFEFFa,b${end}1,2${end}3,4${end}${end}`)).toEqual(table);
    expect(parseLibsvm(`\uFEFF1 1:2${end}-1 2:3${end}`)).toEqual(samples);
  }
  expect(parseCsv('a,b\r\n1,2\n3,4')).toEqual(table);
  expect(parseCsv('"a\nb",c\n1,2').columns).toEqual(['a\nb']);
  expect(() => parseCsv('\uFEFFa,b\r\n1,2\n\n3,x')).toThrow("CSV file, line 4: 'x' is not a finite number.");
});

test('blanks around values do not count, quoted or not', () => {
  const { columns, rows, targets } = parseCsv(' a , "b, c" , y\n 1 , "2" , 3 \n \n');
  expect({ columns, rows, targets }).toEqual({ columns: ['a', 'b, c'], rows: [[1, 2]], targets: [3] });
});

test('two labels of any kind become −1 and 1, the smaller −1; more or fewer are refused', () => {
  expect(signedLabels([0, 1, 1, 0])).toEqual([-1, 1, 1, -1]);
  expect(signedLabels([2, 1])).toEqual([1, -1]);
  expect(signedLabels([-1, 1])).toEqual([-1, 1]);
  expect(() => signedLabels([3, 3])).toThrow('labels must be two different numbers, but are 3.');
  expect(() => signedLabels([1, 2, 3])).toThrow('labels must be two different numbers, but are 1, 2, 3.');
  expect(() => signedLabels([])).toThrow('labels must be two different numbers, but are none.');
});

test.each([
  [() => parseIdx(Uint8Array.from([0, 0, 8])), 'IDX file begins with bytes 0, 0, 8, but must begin with 0, 0, a type'],
  [() => parseIdx(Uint8Array.from([0, 0, 10, 1])), 'IDX file begins with bytes 0, 0, 10, 1'],
  [
    () => parseIdx(Uint8Array.from([0, 0, 8, 2, 0, 0])),
    'IDX file ends after 6 bytes, but its header of 2 dimensions has 12',
  ],
  [
    () => parseIdx(Uint8Array.from([0, 0, 8, 1, 0, 0, 0, 1, 5, 6])),
    'IDX file has 2 bytes of values, but shape [1] needs 1',
  ],
  [
    () => parseIdx(Uint8Array.from([0, 0, 8, 2, 0, 0, 0, 0, 255, 255, 255, 255])),
    'IDX file has shape [0,4294967295], which',
  ],
  [
    () => parseIdx(Uint8Array.from([0, 0, 8, 255, ...new Array<number>(4 * 255).fill(255)])),
    'but shape [4294967295,4294967295,4294967295,4294967295,4294967295,4294967295,4294967295,4294967295,… 255 dimensions]',
  ],
  [
    () => parseIdx(Uint8Array.from([0, 0, 13, 1, 0, 0, 0, 2, 0, 0, 0, 0, 0x7f, 0xc0, 0, 0])),
    'IDX file: value 1 of 2 is NaN, but must be finite, also as a float32.',
  ],
  [() => parseLibsvm(''), 'LIBSVM file has no samples.'],
  [() => parseLibsvm('1 1:2\nx 1:2'), "LIBSVM file, line 2, target: 'x' is not a finite number."],
  [() => parseLibsvm('1 1:2\n1 2:x'), "LIBSVM file, line 2, feature 2: 'x' is not a finite number."],
  [() => parseLibsvm('1 1:0x10'), "LIBSVM file, line 1, feature 1: '0x10' is not a finite number."],
  [() => parseLibsvm('1 1:Infinity'), "LIBSVM file, line 1, feature 1: 'Infinity' is not a finite number."],
  [
    () => parseLibsvm('1 1:2\n1e308 1:2'),
    "LIBSVM file, line 2, target: '1e308' is beyond float32, which ends at 3.4e38.",
  ],
  [
    () => parseLibsvm('1 4294967295:1'),
    'LIBSVM file, line 1: dense rows of 1 x 4294967295 values are asked for, but at most 50000000 values are allowed.',
  ],
  [() => parseLibsvm('1 1:1\n1 30000000:1'), 'LIBSVM file, line 2: dense rows of 2 x 30000000 values are asked for'],
  [
    () => parseLibsvm('1 99999999999999999999:1'),
    'LIBSVM file, line 1: dense rows of 1 x 100000000000000000000 values',
  ],
  [() => parseLibsvm('1 1:1', { features: 1e9 }), 'LIBSVM file, line 1: dense rows of 1 x 1000000000 values'],
  [() => parseLibsvm('1 1:1', { features: -1 }), 'LIBSVM file: features is -1, but must be a whole number from 1 on.'],
  [
    () => parseLibsvm('1 1:1', { features: 1.5 }),
    'LIBSVM file: features is 1.5, but must be a whole number from 1 on.',
  ],
  [() => parseLibsvm('\n'.repeat(5_000_001)), 'LIBSVM file has more than 5000000 lines, which is the most allowed.'],
  [() => parseLibsvm(' '.repeat(20_000_001)), 'LIBSVM file, line 1: it is longer than 20000000 characters'],
  [() => parseLibsvm('1 1:2\n1 2:'), "LIBSVM file, line 2: '2:' must be an index and a finite number, as 3:0.5."],
  [() => parseLibsvm('1 0:2'), 'LIBSVM file, line 1: index 0 follows 0, but indices ascend from 1.'],
  [() => parseLibsvm('1 2:2 1:1'), 'LIBSVM file, line 1: index 1 follows 2, but indices ascend from 1.'],
  [() => parseLibsvm('1 5:2', { features: 4 }), 'LIBSVM file, line 1: there is a feature 5, but features is 4.'],
  [() => parseCsv('a,b\n'), 'CSV file has no rows.'],
  [() => parseCsv('a,b\n1,2\n3'), 'CSV file, line 3: 1 values, but there are 2 columns.'],
  [() => parseCsv('a,b\n1,x'), "CSV file, line 2: 'x' is not a finite number."],
  [() => parseCsv('a,b\n1,'), "CSV file, line 2: '' is not a finite number."],
  [() => parseCsv('a,b\n1,"2'), 'CSV file, line 2: a quote is not closed.'],
  [() => parseCsv('a,b\n"1"0,2'), "CSV file, line 2: a value goes on after its quote, where ',' must follow."],
  [() => parseCsv('a,b\n"1" 0,2'), "CSV file, line 2: a value goes on after its quote, where ',' must follow."],
  [() => parseCsv('a,b\n1,2"3'), 'CSV file, line 2: a quote is opened within a value.'],
  [() => parseCsv('a,b\n1,NaN'), "CSV file, line 2: 'NaN' is not a finite number."],
  [() => parseCsv('a,b\n1,2\n1,-1e308'), "CSV file, line 3: '-1e308' is beyond float32, which ends at 3.4e38."],
  [() => parseCsv(`a,b\n1,${'x'.repeat(1000)}`), `CSV file, line 2: '${'x'.repeat(40)}…' is not a finite number.`],
  [() => parseCsv(`a,b\n${','.repeat(20_000_001)}`), 'CSV file, line 2: it is longer than 20000000 characters'],
  [
    () => parseCsv('1 2', { delimiter: '' }),
    "CSV file: delimiter is '', but must not be empty or a quote or line break.",
  ],
  [() => parseCsv('1 2', { delimiter: '"' }), `CSV file: delimiter is '"', but must not be empty or a quote`],
  [() => parseCsv('1 2', { delimiter: '\n' }), 'but must not be empty or a quote or line break.'],
  [
    () => parseCsv('a,b\n1,2', { target: 'c' }),
    'CSV file: target is c, but must be one of a, b, or a column from 0 to 1.',
  ],
])('%s is refused', (parse, message) => {
  expect(parse).toThrow(message);
});
