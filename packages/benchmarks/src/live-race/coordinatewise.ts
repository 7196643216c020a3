import { card } from '@optimizer-zoo/optimizers/card';
import { type Float64Optimizer, RuleOptimizer } from '@optimizer-zoo/optimizers/float64';

/**
 * Why an optimizer does not treat each coordinate by itself, in a sentence; undefined where it does: then a step has a factor for
 * each coordinate, and many starts may be one vector.
 */
export function couplingIn(optimizer: Float64Optimizer): string | undefined {
  const { name } = optimizer;
  if (!(optimizer instanceof RuleOptimizer)) {
    return `${name} is a method, no rule: where it goes follows from all coordinates together.`;
  }
  const { kernelsPerStep = Number.POSITIVE_INFINITY, needs, slotShapes } = card(optimizer.rule, optimizer.options);
  if (slotShapes) return `${name} works on a variable as a whole: its slots have other shapes.`;
  if (needs.length > 0)
    return `${name} needs more than the gradient: ${needs.map((need) => wordOf[need] ?? need).join(', ')}.`;
  if (kernelsPerStep > 1) {
    return `A step of ${name} takes ${kernelsPerStep} kernels, as all coordinates meet in a norm or a sum.`;
  }
  return undefined;
}

const wordOf: Readonly<Record<string, string>> = {
  loss: 'the loss, which is one for all coordinates',
  hessianDiagonal: 'the diagonal of the Hessian, which is measured for all coordinates by one probe',
  hessianVectorProduct: 'a product with the Hessian, in which all coordinates meet',
  probe: 'a probe of all coordinates',
};
