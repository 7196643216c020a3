import { reverseMode } from '../gradients/reverse-mode.js';
import { adam } from '../rules/adam.js';
import { Evaluations } from './evaluations.js';

test('a source that nobody declared is refused where the rule does not carry what makes runs of the loss alike', () => {
  expect(() => new Evaluations(adam, reverseMode)).not.toThrow();
  expect(() => new Evaluations(adam, { ...reverseMode, name: 'own' })).toThrow(
    "Adam: declare the gradient source 'own' by defineGradientSource.",
  );
});
