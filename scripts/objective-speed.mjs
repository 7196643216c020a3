// What an evaluation of each problem's objective in float64 costs, in microseconds of this process: its value, its gradient,
// and both at once. After `npx -y pnpm@10.34.9 run build`:
//   node scripts/objective-speed.mjs [packages/testbed/before/dist/index.js]
// With the build of another commit (its packages/testbed/dist, copied to where that says) both are measured in turns, and
// compared: how many times as fast, whether all values are the same bits, and how far gradients are apart.
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const rounds = 5;
const microseconds = 4000;

const other = process.argv[2];
const { suite } = await import('../packages/testbed/dist/index.js');
const before = other ? (await import(pathToFileURL(resolve(other)).href)).suite : undefined;

const cpuTime = () => {
  const { user, system } = process.cpuUsage();
  return user + system;
};
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const geometricMean = (values) => Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);

/** Points near the start, one after the other, as a run of an optimizer would ask for them. */
function pointsOf({ minimum, dimension }) {
  const center = minimum?.point ?? new Array(dimension).fill(0.5);
  return Array.from({ length: 8 }, (_, k) => center.map((x, i) => x + 0.1 * Math.sin(7 * k + i + 1)));
}

/** Microseconds of one call, by calls in number enough to be timed. */
function measure(evaluate, points) {
  for (let calls = 8; ; calls *= 2) {
    const begin = cpuTime();
    for (let call = 0; call < calls; call++) evaluate(points[call % points.length]);
    const time = cpuTime() - begin;
    if (time >= microseconds) return time / calls;
  }
}

/** The kinds of evaluation by name, of either build. */
function kindsOf(now, then) {
  const into = new Array(now.dimension);
  return {
    value: now.float64.value,
    gradient: now.float64.gradient,
    both: (x) => now.float64.valueAndGradient(x, into),
    ...(then && { 'value before': then.float64.value, 'gradient before': then.float64.gradient }),
  };
}

function timesOf(kinds, points) {
  const times = Object.fromEntries(Object.keys(kinds).map((kind) => [kind, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const [kind, evaluate] of Object.entries(kinds)) {
      const time = measure(evaluate, points);
      if (round > 0) times[kind].push(time); // the first compiles
    }
  }
  return Object.fromEntries(Object.entries(times).map(([kind, list]) => [kind, median(list)]));
}

/** Special and ordinary points. */
function probes({ dimension }, points) {
  const special = [0, -0, 1, -1, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e-310, 1e154, -1e300];
  const mixed = special.map((_, k) => Array.from({ length: dimension }, (_, i) => special[(i + k) % special.length]));
  return [...points, ...special.map((x) => new Array(dimension).fill(x)), ...mixed];
}

const faster = { value: [], gradient: [] };
let [different, farthest] = [0, 0];
for (const now of suite.filter(({ float64 }) => float64)) {
  const then = before?.find(({ name }) => name === now.name);
  const points = pointsOf(now);
  const times = timesOf(kindsOf(now, then), points);
  const cells = Object.entries(times).map(([kind, time]) => `${kind} ${time.toFixed(3)}`);
  if (then) {
    for (const [kind, ratios] of Object.entries(faster)) {
      ratios.push(times[`${kind} before`] / times[kind]);
      cells.push(`${kind} ${ratios.at(-1).toFixed(1)}x`);
    }
    different += probes(now, points).filter((x) => !Object.is(now.float64.value(x), then.float64.value(x))).length;
    for (const x of points) {
      const [found, expected] = [now.float64.gradient(x), then.float64.gradient(x)];
      const largest = Math.max(...expected.map(Math.abs));
      farthest = Math.max(farthest, ...found.map((slope, i) => Math.abs(slope - expected[i]) / largest));
    }
  }
  console.log(`${now.name}: ${cells.join(', ')}`);
}
if (before) {
  const means = Object.entries(faster).map(([kind, ratios]) => `${kind} ${geometricMean(ratios).toFixed(1)}x`);
  const all = geometricMean(Object.values(faster).flat());
  console.log(`geometric means over ${faster.value.length} problems: ${means.join(', ')}, together ${all.toFixed(1)}x`);
  console.log(
    `${different} values of other bits; gradients apart by at most ${farthest.toExponential(1)} of their largest`,
  );
}
