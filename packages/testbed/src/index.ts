export { adding, type Sequences } from './data/adding.js';
export { bars, type Images } from './data/bars.js';
export { type Blobs, type BlobsOptions, blobs } from './data/blobs.js';
export { geometric, type LinearData, type LinearDataOptions, linearData } from './data/linear-data.js';
export { moons } from './data/moons.js';
export { type CsvData, type CsvOptions, parseCsv } from './data/parse-csv.js';
export { type IdxArray, parseIdx } from './data/parse-idx.js';
export { parseLibsvm } from './data/parse-libsvm.js';
export { signedLabels } from './data/signed-labels.js';
export { type LabelledPoints, spirals } from './data/spirals.js';
export { type Expression, parseExpression } from './expression/parse-expression.js';
export { beale } from './functions/beale.js';
export { classics } from './functions/classics.js';
export { type FromExpressionOptions, fromExpression } from './functions/from-expression.js';
export { type FromResidualsOptions, fromResiduals } from './functions/from-residuals.js';
export { type IndexedDefinition, indexedFunction } from './functions/indexed-function.js';
export { familyNames, nDimensional } from './functions/n-dimensional.js';
export { type Observation, type ObservedQuadraticOptions, observedQuadratic } from './functions/observed-quadratic.js';
export { quadratic } from './functions/quadratic.js';
export { rosenbrock } from './functions/rosenbrock.js';
export { type Game, games, type Strategies } from './games/games.js';
export { lazy } from './lazy.js';
export { lossOf, type ModelOutputs, type OutputsLoss } from './model-outputs.js';
export { moreGarbowHillstrom } from './more-garbow-hillstrom/more-garbow-hillstrom.js';
export { affine, filled, glorot, normal, oneHot, type Parameter, uniform } from './networks/layers.js';
export { mlpClassifier } from './networks/mlp-classifier.js';
export { type NetworkProblem, networkProblem } from './networks/network-problem.js';
export { halfSquares, type NetworkLoss, softmaxLoss, softmaxOfEach } from './networks/sample-loss.js';
export { type Offer, offering } from './offers.js';
export type {
  Constants,
  DrawnLoss,
  Float64Objective,
  HeldOut,
  Minimum,
  Players,
  Problem,
  ProblemConfig,
  ProblemInstance,
  Region,
  Surface,
  TransformConfig,
  ValueAndGradient,
  Writable,
} from './problem.js';
export { convex } from './regression/convex.js';
export { linearModel } from './regression/linear-model.js';
export type { LinearModel } from './regression/linear-model-data.js';
export { logisticRegression } from './regression/logistic-regression.js';
export { hinge, logistic, type SampleLoss, smoothedHinge, squared } from './regression/sample-losses.js';
export { softmaxRegression } from './regression/softmax-regression.js';
export { findGame, findProblem, gameProblems, introduction, problemFrom, suite } from './suite.js';
export { noise } from './transforms/noise.js';
export { rotate } from './transforms/rotate.js';
export { scale } from './transforms/scale.js';
export { shift } from './transforms/shift.js';
export { startAt } from './transforms/start-at.js';
export { transformName } from './transforms/transform.js';
