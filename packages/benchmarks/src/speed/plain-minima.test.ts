import {
  dampedLeastSquares,
  type Float64Optimizer,
  gaussNewton,
  lbfgs,
  minimize,
  sumOfSquares,
} from '@optimizer-zoo/optimizers/float64';
import { moreGarbowHillstrom, type Problem } from '@optimizer-zoo/testbed';
import * as tf from '@tensorflow/tfjs';

/** Minima other than the lowest that the paper knows, and its standard starts lead to. */
const local: Readonly<Record<string, number>> = { freudensteinRoth: 48.98425, trigonometric: 2.79506e-5 };
/** Where lbfgs ends beside, at a minimum of the paper too. */
const localOfLbfgs: Readonly<Record<string, number>> = { ...local, biggsExp6: 5.65565e-3 };

const problems = Object.values(moreGarbowHillstrom) as readonly Problem[];

function startOf(problem: Problem): number[] {
  const instance = problem.create(0);
  const x0 = instance.variables.flatMap((variable) => [...variable.dataSync()]);
  instance.dispose();
  return x0;
}

/** The lowest value that is known, to all digits where its point is. */
const lowest = ({ name, minimum, float64 }: Problem, others: Readonly<Record<string, number>>) =>
  others[name] ?? (minimum!.point ? float64!.value(minimum!.point) : minimum!.value);

beforeAll(() => tf.setBackend('cpu'));

const objectiveOf = ({ float64 }: Problem) => ({
  residuals: (x: Float64Array) => float64!.residuals!(x),
  jacobian: (x: Float64Array) => float64!.jacobian!(x),
});
/** Whether a run comes as low as that, and where it ends. */
function comesTo(least: number, problem: Problem, optimizer: Float64Optimizer) {
  const isMet = (value: number) => value - least <= 1e-5 * Math.max(least, 1e-3);
  const callback = (progress: { readonly value: number }) => isMet(progress.value);
  const objective = sumOfSquares<number[]>(objectiveOf(problem));
  const { value } = minimize(objective, startOf(problem), { optimizer, maxSteps: 3000, callback });
  return { value, isMet: isMet(value) };
}

describe.each(problems.map((problem) => [problem.name, problem] as const))('%s', (_name, problem) => {
  test.each([
    ['dampedLeastSquares', dampedLeastSquares()],
    ['gaussNewton', gaussNewton()],
  ])('%s comes to a minimum of the paper', (_method, optimizer) => {
    expect(comesTo(lowest(problem, local), problem, optimizer)).toMatchObject({ isMet: true });
  });

  test('lbfgs does', () => {
    const optimizer = lbfgs({ toleranceGrad: 0, toleranceChange: 0 });
    expect(comesTo(lowest(problem, localOfLbfgs), problem, optimizer)).toMatchObject({ isMet: true });
  });
});
