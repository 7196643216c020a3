import { furtherLinearData, geometric, type LinearDataOptions, linearData } from '../data/linear-data.js';
import type { Problem } from '../problem.js';
import { coordinateDescent } from './coordinate-descent.js';
import { dualCoordinateAscent } from './dual-coordinate-ascent.js';
import { linearModel } from './linear-model.js';
import type { LinearModel } from './linear-model-data.js';
import { hinge, logistic, smoothedHinge, squared } from './sample-losses.js';

type Definition = Omit<LinearModel, 'name' | 'tags'> & { readonly tags?: readonly string[] };

const quadraticOf = (spectrum: readonly number[], samples = spectrum.length) =>
  linearData({ samples, spectrum, noise: 0, kind: 'targets', seed: 11 });
const singular = quadraticOf([0, 0, 0, 0, ...geometric(8, 0.01, 1)], 24);

const drawn = (options: LinearDataOptions) => ({ data: linearData(options), heldOut: furtherLinearData(options) });
const noisy = drawn({ samples: 60, spectrum: geometric(8, 0.01, 1), noise: 0.5, kind: 'targets', seed: 12 });
const labelled = drawn({ samples: 60, spectrum: geometric(8, 0.05, 1), noise: 0.5, kind: 'labels', seed: 13 });
const book = 'Boyd & Vandenberghe 2004, Convex Optimization';

/** Linear models whose data have a chosen spectrum, so that L and mu are known; the L of smoothedHinge is a bound. */
const definitions: Readonly<Record<string, Definition>> = {
  quadraticSpectrum: {
    reference: 'a quadratic ½ (w − w*)′A(w − w*) with eigenvalues of A evenly in the logarithm from 1e-3 to 1',
    tags: ['quadratic', 'ill-conditioned'],
    data: quadraticOf(geometric(12, 1e-3, 1)),
    loss: squared,
  },
  quadraticClustered: {
    reference: 'a quadratic with six eigenvalues near 1 and six near 0.01: the case of conjugate gradients',
    tags: ['quadratic'],
    data: quadraticOf([...geometric(6, 0.009, 0.011), ...geometric(6, 0.9, 1.1)]),
    loss: squared,
  },
  quadraticSingular: {
    reference: 'a quadratic with four eigenvalues of zero: convex, not strongly; it satisfies Polyak’s inequality',
    tags: ['quadratic', 'polyak-lojasiewicz'],
    data: singular,
    loss: squared,
    minimizer: () => singular.weights,
  },
  leastSquares: { reference: `${book}, section 1.2`, tags: ['quadratic'], ...noisy, loss: squared },
  ridgeRegression: {
    reference: 'Hoerl & Kennard 1970, doi:10.1080/00401706.1970.10488634',
    tags: ['quadratic'],
    ...noisy,
    loss: squared,
    l2: 0.1,
  },
  lasso: {
    reference: 'Tibshirani 1996, doi:10.1111/j.2517-6161.1996.tb02080.x',
    tags: ['nonsmooth'],
    ...noisy,
    loss: squared,
    l1: 0.05,
    start: new Array<number>(8).fill(0.5),
    minimizer: coordinateDescent,
  },
  logisticRidge: { reference: `${book}, section 7.1`, ...labelled, loss: logistic, l2: 0.01 },
  smoothedHinge: {
    reference: 'Shalev-Shwartz & Zhang 2013, JMLR 14, 567-599',
    ...labelled,
    loss: smoothedHinge(0.5),
    l2: 0.01,
    minimizer: dualCoordinateAscent(0.5),
  },
  supportVectorMachine: {
    reference: 'Cortes & Vapnik 1995, doi:10.1007/BF00994018',
    tags: ['nonsmooth'],
    ...labelled,
    loss: hinge,
    l2: 0.05,
    minimizer: dualCoordinateAscent(0),
  },
};

/** Each of them with the full gradient, and as a finite sum with minibatches of 4. */
export const convex: readonly Problem[] = Object.entries(definitions).flatMap(([name, { tags = [], ...model }]) => [
  linearModel({ ...model, name, tags }),
  linearModel({ ...model, name: `${name}Sum`, tags, batchSize: 4 }),
]);
