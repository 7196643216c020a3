// What could not be confirmed against its paper or its authors' code; it may change.
import { optimizerOf } from '../optimizer/define-optimizer.js';
import { aegdPreconditioned as rule } from './aegd-preconditioned.js';

/** See the docstring of its rule. */
export const aegdPreconditioned = /* @__PURE__ */ optimizerOf(rule);
