// What could not be confirmed against its paper or its authors' code; it may change.
import { bringing } from '../optimizer/brought.js';
import { optimizerOf } from '../optimizer/define-optimizer.js';
import { fusion } from '../optimizer/parts.js';
import { aegdPreconditioned as rule } from './aegd-preconditioned.js';

/** See the docstring of its rule. */
export const aegdPreconditioned = /* @__PURE__ */ optimizerOf(/* @__PURE__ */ bringing(rule, fusion));
