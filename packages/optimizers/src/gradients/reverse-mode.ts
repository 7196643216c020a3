import { variableGrads } from '../autodiff/reverse.js';
import { defineGradientSource } from './gradient-source.js';

/** The gradient by one run of the loss and one of its tape (tf.variableGrads). The default. */
export const reverseMode = defineGradientSource({
  name: 'reverseMode',
  provides: ['grad', 'loss'],
  isPlain: true,
  evaluate: variableGrads,
});
