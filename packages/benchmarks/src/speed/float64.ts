import * as float64 from '@optimizer-zoo/optimizers/float64';
import { rosenbrock } from '@optimizer-zoo/testbed';
import * as tf from '@tensorflow/tfjs';
import { extentOf, median } from '../report/statistics.js';

/** One thing that is timed against another: microseconds of processor time for a step of each, and the ratio within a round. */
export interface Float64Timing {
  readonly what: string;
  readonly against: string;
  readonly microseconds: { readonly ours: number; readonly other: number };
  readonly ratio: number;
  readonly range: readonly [number, number];
}

const start = [-1.2, 1];

/** Rosenbrock as somebody would write it by hand. */
const byHand: float64.Objective = {
  value: ([x, y]) => (1 - x) ** 2 + 100 * (y - x * x) ** 2,
  gradient: ([x, y]) => [-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)],
};

/** The testbed's, whose points are arrays. */
const ofTestbed: float64.Objective = {
  value: (x) => rosenbrock.float64!.value(x as never),
  gradient: (x) => rosenbrock.float64!.gradient(x as never),
};

/** Makes steps of Adam with value and gradient at each. */
function steps(objective: float64.Objective, count: number): void {
  const optimizer = float64.adam();
  const callback = ({ value }: { readonly value: number }) => Number.isNaN(value); // reads it, as tf's minimize does
  float64.minimize(objective, start, { optimizer, maxSteps: count, callback });
}

/** The same with tf's own Adam on its cpu backend. */
function tfSteps(count: number): void {
  const [x, y] = start.map((value) => tf.variable(tf.scalar(value)));
  const optimizer = tf.train.adam(0.001);
  const loss = () => tf.add(tf.square(tf.sub(1, x)), tf.mul(100, tf.square(tf.sub(y, tf.square(x))))) as tf.Scalar;
  for (let step = 0; step < count; step++) optimizer.minimize(loss, false, [x, y]);
  tf.dispose([x, y]);
  optimizer.dispose();
}

/** Where WebAssembly is refused. */
function withoutWasm(run: () => void): void {
  const { WebAssembly: own } = globalThis;
  (globalThis as { WebAssembly?: unknown }).WebAssembly = undefined;
  try {
    run();
  } finally {
    globalThis.WebAssembly = own;
  }
}

const large = 1e6;
/** Adam reads parameter, gradient and two slots, and writes all but the gradient. */
const bytesPerParameter = 56;

function largeSteps() {
  const gradient = (_: Float64Array, into: Float64Array) => into;
  const x0 = new Float64Array(large).fill(1);
  const options = { optimizer: float64.adam(), maxSteps: Number.MAX_SAFE_INTEGER };
  const run = float64.iterate<Float64Array>({ gradient }, x0, options);
  return (count: number) => {
    for (let step = 0; step < count; step++) run.next();
  };
}

function copies() {
  const from = new Float64Array((bytesPerParameter * large) / 2 / Float64Array.BYTES_PER_ELEMENT).fill(1);
  const to = new Float64Array(from.length);
  return (count: number) => {
    for (let step = 0; step < count; step++) to.set(from);
  };
}

interface Subject {
  readonly run: (count: number) => void;
  readonly count: number;
}

/** Times two things in turns, after a warm-up. */
function timed(
  what: string,
  against: string,
  [ours, other]: readonly [Subject, Subject],
  rounds: number,
): Float64Timing {
  const one = ({ run, count }: Subject) => {
    const before = process.cpuUsage();
    run(count);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / count;
  };
  for (const subject of [ours, other]) one(subject);
  const times = Array.from({ length: rounds }, () => ({ ours: one(ours), other: one(other) }));
  const ratios = times.map((round) => round.other / round.ours);
  const middle = (who: 'ours' | 'other') => median(times.map((round) => round[who]));
  return {
    what,
    against,
    microseconds: { ours: middle('ours'), other: middle('other') },
    ratio: median(ratios),
    range: extentOf(ratios),
  };
}

/** Adam in float64 on plain arrays beside tf's own `minimize` on cpu, and, of 1e6 parameters, beside a copy of its bytes. */
export async function measureFloat64(rounds: number): Promise<Float64Timing[]> {
  await tf.setBackend('cpu');
  const theirs = { run: tfSteps, count: 200 };
  const against = 'tf.train.adam().minimize, cpu';
  const own = (objective: float64.Objective): Subject => ({ run: (count) => steps(objective, count), count: 50_000 });
  const loop: Subject = { run: (count) => withoutWasm(() => steps(byHand, count)), count: 20_000 };
  return [
    timed('rosenbrock, by hand', against, [own(byHand), theirs], rounds),
    timed('rosenbrock, by hand, without WebAssembly', against, [loop, theirs], rounds),
    timed("the testbed's rosenbrock", against, [own(ofTestbed), theirs], rounds),
    timed(
      '1e6 parameters',
      'a copy of 56 bytes a parameter',
      [
        { run: largeSteps(), count: 10 },
        { run: copies(), count: 10 },
      ],
      rounds,
    ),
  ];
}

/** Milliseconds of processor time until a rule that the process has not run before has made its first step, function and gradient included: the median over rules. */
export function startUp(): number {
  const made = Object.entries(float64).flatMap(([name, factory]) =>
    typeof factory === 'function' && 'rule' in factory && name !== 'adam' && name !== 'sophiaG' ? [factory] : [],
  );
  const times = made.map((factory) => {
    const before = process.cpuUsage();
    float64.minimize(byHand, start, { optimizer: (factory as () => float64.Float64Optimizer)(), maxSteps: 1 });
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return median(times);
}

/** As a table for a terminal. */
export function float64Text(timings: readonly Float64Timing[]): string {
  const rows = timings.map(({ what, against, microseconds, ratio, range }) => [
    what,
    against,
    microseconds.ours.toPrecision(3),
    microseconds.other.toPrecision(3),
    `${ratio.toPrecision(3)}x`,
    range.map((value) => value.toPrecision(3)).join('-'),
  ]);
  const all = [['adam, float64', 'against', 'µs a step', 'other', 'ratio', 'in any round'], ...rows];
  const widths = all[0].map((_, column) => Math.max(...all.map((row) => row[column].length)));
  const pad = (cell: string, column: number) =>
    column < 2 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]);
  return all.map((row) => row.map(pad).join('  ')).join('\n');
}
