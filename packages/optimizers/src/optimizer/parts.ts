import { ClosureRuns } from '../gradients/closure-runs.js';
import { checkUpdate } from '../kernels/check-update.js';
import { fusedStep } from '../kernels/fused.js';
import { traceAt } from '../kernels/trace.js';
import { untraced } from '../kernels/untraced.js';
import { checkForm, formOf } from '../rule/form-of.js';
import { fromTf } from '../state/tf-state.js';
import { stepInWords } from '../words/tfjs-words.js';
import { moveTo } from './move-to.js';
import { pendingOf } from './pending-evaluations.js';
import type { Parts } from './with-parts.js';

// Parts of an optimizer for `withParts`, each by what has a use for it.

/** Rules on values. */
export const fusion: Parts = { steps: { programAt: traceAt, make: fusedStep } };

/** Rules on tensors. */
export const words: Parts = { steps: { programAt: untraced, make: stepInWords } };

/** Rules that need more than the gradient at the weights, and sources that measure otherwise than reverse mode. */
export const measuring: Parts = { measuring: { lossRuns: () => new ClosureRuns(), pendingOf } };

/** Rules with `gradientAt` or `evaluateAt`. */
export const moving: Parts = { moveTo };

/** Rules of one's own. */
export const updateCheck: Parts = { checkUpdate };

/** Rules with `onlyIf`. */
export const forms: Parts = { forms: { formOf, checkForm } };

/** Rules with `tfSlots`. */
export const tfState: Parts = { fromTf };
