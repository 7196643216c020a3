// What could not be confirmed against its paper or its authors' code; it may change.
import { optimizerWith } from '../optimizer/define-optimizer.js';
import { forms, fusion, measuring } from '../optimizer/parts.js';
import { withParts } from '../optimizer/with-parts.js';
import { aegdPreconditioned as rule } from './aegd-preconditioned.js';

/** See the docstring of its rule. */
export const aegdPreconditioned = /* @__PURE__ */ optimizerWith(
  /* @__PURE__ */ withParts(rule, fusion, measuring, forms),
);
