// Minimisers on plain arrays beside those that people use in JavaScript, fmin and ml-levenberg-marquardt: how often each looks at
// the objective until it is within 1e-8 max(1, |f*|) of its minimum f*, and how long that takes. After `pnpm run build`:
//   node packages/benchmarks/scripts/against.mjs
// All are given the same functions, which count; a look is a value with whatever is asked for beside it: a gradient, or all
// residuals. Jacobians are by differences, which count too. optimization-js is left out: it brings a bundler and a browser.
import '@tensorflow/tfjs';
import 'fmin'; // of 0.0.4 there is the global alone
import { dampedLeastSquares, lbfgs, minimize, nelderMead } from '@optimizer-zoo/optimizers/float64';
import { findProblem } from '@optimizer-zoo/testbed';
import { levenbergMarquardt } from 'ml-levenberg-marquardt';

const rounds = 25;
const most = 20000;
const { fmin } = globalThis;

const classics = ['rosenbrock', 'bealeStandard', 'powellSingular'];
const fits = ['bard', 'gaussian', 'meyer', 'gulf', 'kowalikOsborne', 'osborne1', 'biggsExp6', 'osborne2'];

/** Thrown where a run has come far enough, or looked too often. */
class Enough extends Error {}

/** The objective of a problem, as each needs it; it counts, and ends the run. */
function counted({ float64: f, minimum }) {
  const least = minimum.point ? f.value(minimum.point) : minimum.value;
  const found = { looks: 0, isReached: false };
  const see = (value) => {
    found.looks++;
    found.isReached = value - least <= 1e-8 * Math.max(1, Math.abs(least));
    if (found.isReached || found.looks >= most) throw new Enough();
    return value;
  };
  return {
    found,
    value: (x) => see(f.value(x)),
    gradient: (x, into) => f.gradient(x, into),
    valueAndGradient: (x, into) => see(f.valueAndGradient(x, into).value),
    residuals(x) {
      const r = f.residuals(x);
      see(r.reduce((sum, one) => sum + one * one, 0));
      return r;
    },
  };
}

const ours = (optimizer, pick) => (objective, x0) => minimize(pick(objective), x0, { optimizer, maxSteps: most });
const theirFit = (options) => (objective, x0) => {
  const zeros = objective.residuals(x0).map(() => 0);
  objective.found.looks = 0;
  const data = { x: zeros.map((_, i) => i), y: zeros };
  const residuals = (x) => {
    const r = objective.residuals(x);
    return (i) => r[i];
  };
  levenbergMarquardt(data, residuals, { initialValues: x0, maxIterations: most, errorTolerance: 1e-300, ...options });
};

const tight = { toleranceGrad: 0, toleranceChange: 0 };
const contests = [
  {
    given: 'value and gradient',
    ours: ['lbfgs', ours(lbfgs(tight), ({ value, gradient }) => ({ value, gradient }))],
    theirs: [
      ['fmin.conjugateGradient', (f, x0) => fmin.conjugateGradient(f.valueAndGradient, x0, { maxIterations: most })],
    ],
  },
  {
    given: 'value alone',
    ours: ['nelderMead', ours(nelderMead(), ({ value }) => ({ value }))],
    theirs: [
      ['fmin.nelderMead', (f, x0) => fmin.nelderMead(f.value, x0, { maxIterations: most, minErrorDelta: 1e-300 })],
    ],
  },
  {
    given: 'residuals',
    ours: ['dampedLeastSquares', ours(dampedLeastSquares(), ({ residuals }) => ({ residuals }))],
    theirs: [
      ['ml-levenberg-marquardt', theirFit({})],
      ['with gradientDifference 1e-6', theirFit({ gradientDifference: 1e-6 })],
    ],
  },
];

/** Looks, or why there is no such number, and the time. */
function run(problem, solve, x0) {
  const objective = counted(problem);
  const begin = performance.now();
  let failure = 'ends';
  try {
    solve(objective, [...x0]);
  } catch (error) {
    if (!(error instanceof Enough || error.cause instanceof Enough)) failure = 'throws';
    else failure = 'no end';
  }
  const { looks, isReached } = objective.found;
  return { looks: isReached ? looks : Number.POSITIVE_INFINITY, failure, time: performance.now() - begin };
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const show = ({ looks, failure }) => (Number.isFinite(looks) ? String(looks) : failure);
const microseconds = ({ looks, times }) => (Number.isFinite(looks) ? (1000 * median(times)).toFixed(0) : '');

function startOf(problem) {
  const instance = problem.create(0);
  const x0 = instance.variables.flatMap((variable) => [...variable.dataSync()]);
  instance.dispose();
  return x0;
}

/** All solvers of a contest on one problem, in turns. */
function compare({ ours, theirs }, problem) {
  const x0 = startOf(problem);
  const solvers = [ours, ...theirs];
  const results = solvers.map(([, solve]) => ({ ...run(problem, solve, x0), times: [] }));
  for (let round = 0; round < rounds; round++) {
    for (const [i, [, solve]] of solvers.entries()) results[i].times.push(run(problem, solve, x0).time);
  }
  return results;
}

let [wins, counts] = [0, 0];
for (const contest of contests) {
  const names = [contest.ours[0], ...contest.theirs.map(([name]) => name)];
  console.log(`\nGiven ${contest.given}: looks, and microseconds in the median of ${rounds} runs.`);
  const rows = {};
  let [own, all] = [0, 0];
  for (const name of [...classics, ...fits]) {
    const results = compare(contest, findProblem(name));
    const [{ looks }, ...others] = results;
    const best = Math.min(...others.map((other) => other.looks));
    if (Number.isFinite(Math.min(looks, best))) {
      all++;
      if (looks <= best) own++;
    }
    rows[name] = Object.fromEntries(
      results.flatMap((result, i) => [
        [names[i], show(result)],
        [`µs${' '.repeat(i)}`, microseconds(result)],
      ]),
    );
  }
  console.table(rows);
  console.log(`${contest.ours[0]} needs no more looks than the best of the others on ${own} of ${all}.`);
  wins += own;
  counts += all;
}
console.log(
  `\nAltogether on ${wins} of ${counts}: ${((100 * wins) / counts).toFixed(0)} %. Where none comes there is left out.`,
);
