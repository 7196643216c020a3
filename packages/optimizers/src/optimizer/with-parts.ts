import type { LossRuns } from '../gradients/closure-runs.js';
import type { checkUpdate } from '../kernels/check-update.js';
import type { fusedStep } from '../kernels/fused.js';
import type { traceAt } from '../kernels/trace.js';
import type { checkForm, formOf } from '../rule/form-of.js';
import type { fromTf } from '../state/tf-state.js';
import type { moveTo } from './move-to.js';
import type { pendingOf } from './pending-evaluations.js';

/** Parts of an optimizer that not every rule or gradient source has a use for. */
export interface Parts {
  /** How steps are made: those of rules on values fuse, those of rules on tensors are in words. */
  readonly steps?: { readonly programAt: typeof traceAt; readonly make: typeof fusedStep };
  /** Of what measures otherwise than by running the loss once, where the weights are. */
  readonly measuring?: { readonly lossRuns: () => LossRuns; readonly pendingOf: typeof pendingOf };
  /** Of rules that want the weights elsewhere for a while. */
  readonly moveTo?: typeof moveTo;
  /** Of rules of one's own. */
  readonly checkUpdate?: typeof checkUpdate;
  /** Of rules that have forms. */
  readonly forms?: { readonly formOf: typeof formOf; readonly checkForm: typeof checkForm };
  /** Of rules that go on from what tf's optimizer of the same algorithm saved, where that is not what they save. */
  readonly fromTf?: typeof fromTf;
}

/** What carries them: a rule, and all rules that are made of it; a wrapper; a gradient source. */
interface Carrier {
  readonly parts?: object;
}

/**
 * A rule, wrapper or source with the parts that it needs, so that importing it loads these and no others. Its own declaration
 * knows nothing of them.
 */
export const withParts = <T extends Carrier>(thing: T, ...parts: readonly Parts[]): T => ({
  ...thing,
  parts: Object.assign({}, thing.parts, ...parts),
});

/** What is there of them. */
export const partsOf = ({ parts = {} }: Carrier): Parts => parts;
