import { adam, minimize, momentum, type RuleOptimizer, wrapperOf, xgrad } from '@optimizer-zoo/optimizers/float64';
import { findProblem } from '@optimizer-zoo/testbed';
import { defineReproduction, type Figure, printed } from '../reproduction.js';

type Wrap = (optimizer: RuleOptimizer) => RuleOptimizer;

const bases = {
  momentum: (learningRate: number) => momentum({ learningRate, momentum: 0.9 }),
  Adam: (learningRate: number) => adam({ learningRate }),
};

/** A gradient that stays the same wherever it is measured, and where that was. */
function slope(optimizer: RuleOptimizer, steps: number) {
  const asked: number[] = [];
  const reached: number[] = [];
  const gradient = ([x]: Float64Array) => {
    asked.push(x);
    return [0.3];
  };
  minimize({ gradient }, [1], {
    optimizer,
    maxSteps: steps,
    callback({ x: [x] }) {
      reached.push(x);
    },
  });
  return { asked, reached };
}

/** How far the last gradient was measured from where the step led, as a share of the step. */
function miss({ asked, reached }: ReturnType<typeof slope>): number {
  const [last, now] = reached.slice(-2);
  return Math.abs((asked[reached.length - 1] - now) / (now - last));
}

/** Losses after 200 steps of logistic regression (8 features, 64 samples, full gradient) by the authors' files. */
const golden = [
  { base: 'momentum', learningRate: 0.5, loss: 0.256313115 },
  { base: 'Adam', learningRate: 0.1, loss: 0.2566864062 },
] as const;

/** Looks back instead of ahead: w − s u is 2 w − (w + s u). */
const backwards = wrapperOf({
  ...xgrad.wrapper,
  gradientAt: (at) => at.param!.mul(2).sub(xgrad.wrapper.gradientAt!(at)),
});

export const xgradPrediction = defineReproduction({
  name: 'xgradPrediction',
  family: 'xgrad',
  claim:
    'the gradient is measured at the weights which the step will lead to if gradients stay as they are; where the loss has no curvature it is the plain optimizer; and the losses that the authors’ code gives',
  source: 'Guan et al. 2023, arXiv:2305.18240, the files SGD and Adam of guanleics/XGrad, run by us',
  known: 'read',
  outcome: 'reproduced',
  subject: ((optimizer) => xgrad(optimizer)) as Wrap,
  broken: { how: 'a prediction backwards', subject: ((optimizer) => backwards(optimizer)) as Wrap },
  *measure(wrap): Generator<Figure> {
    for (const [name, make] of Object.entries(bases)) {
      const found = slope(wrap(make(0.01)), 300);
      const share = `${name}, constant gradient: prediction − weights, over the step`;
      yield { of: share, published: '0', ours: miss(found), most: 1e-3 };
      const plain = slope(make(0.01), 300).reached;
      const apart = Math.max(...found.reached.map((x, i) => Math.abs(x - plain[i])));
      yield { of: `${name}, constant gradient: distance from plain ${name}`, published: '0', ours: apart, most: 1e-12 };
    }
    const { float64, dimension } = findProblem('logisticRegression');
    for (const { base, learningRate, loss } of golden) {
      const optimizer = wrap(bases[base](learningRate));
      const { value } = minimize(float64!, new Array<number>(dimension).fill(0), { optimizer, maxSteps: 200 });
      yield printed(`${base}, logistic regression: loss after 200 steps`, loss, value, 1e-9);
    }
  },
});
