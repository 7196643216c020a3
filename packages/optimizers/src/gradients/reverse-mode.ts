import { variableGrads } from '../autodiff/reverse.js';
import { addSource, type GradientSource } from './gradient-source.js';

/** The gradient by one run of the loss and one of its tape (tf.variableGrads). The default. */
export const reverseMode = addSource<GradientSource<'grad' | 'loss'>>({
  name: 'reverseMode',
  provides: ['grad', 'loss'],
  isPlain: true,
  evaluate: variableGrads,
});
