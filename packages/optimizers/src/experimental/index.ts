// What could not be confirmed against its paper or its authors' code; it may change.
import { fusing } from '../optimizer/bring.js';
import { optimizerOf } from '../optimizer/define-optimizer.js';
import { aegdPreconditioned as rule } from './aegd-preconditioned.js';

/** See the docstring of its rule. */
export const aegdPreconditioned = /* @__PURE__ */ optimizerOf(/* @__PURE__ */ fusing(rule));
