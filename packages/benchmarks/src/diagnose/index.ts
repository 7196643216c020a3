import type { Trial } from './trial.js';
import { cliff } from './trials/cliff.js';
import { delayedSignal } from './trials/delayed-signal.js';
import { drift } from './trials/drift.js';
import { illConditioning } from './trials/ill-conditioning.js';
import { lossScale } from './trials/loss-scale.js';
import { noise } from './trials/noise.js';
import { plateau } from './trials/plateau.js';
import { rotation } from './trials/rotation.js';
import { saddle } from './trials/saddle.js';
import { sparseGradients } from './trials/sparse-gradients.js';

/** Every difficulty, in the order of the table. */
export const trials: readonly Trial[] = [
  illConditioning,
  rotation,
  lossScale,
  noise,
  sparseGradients,
  drift,
  saddle,
  plateau,
  cliff,
  delayedSignal,
];
