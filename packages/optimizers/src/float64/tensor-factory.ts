import { checkOptions, refuse } from '@optimizer-zoo/schedulers';
import type { DefinedRule } from '../rule/define-rule.js';
import type { Evaluated } from '../rule/evaluated.js';
import type { Hyperparameters } from '../rule/hyperparameters.js';
import { definedOf } from '../rule/map-values.js';
import type { DrawingRule } from '../rules/on-tensors/tensor-rule-over-all.js';
import { sizeFromShape } from '../words/tensor.js';
import type { Measuring } from './optimizer.js';
import type { Layout } from './parameters.js';
import type { Float64RandomSource } from './random.js';
import { type Float64Factory, type Float64Options, type Forms, RuleOptimizer } from './rule-optimizer.js';
import { layOutTensors } from './tensor-programs.js';

type Shape = readonly number[];

/** Shapes of arrays that are no vectors, by name; of one array its shape alone. */
export type Float64Shapes = Shape | Readonly<Record<string, Shape>>;

/** The options of a rule on tensors on plain arrays. */
export type Float64TensorOptions<H extends Hyperparameters, Need extends Evaluated> = Float64Options<H, Need> & {
  /** What matrices, and tensors of more axes, are: `{ kernel: [3, 2] }`, row by row, or `[3, 2]` of one array. Default: all are vectors. */
  shapes?: Float64Shapes;
};

/** A rule on tensors' face on plain arrays. */
export interface Float64TensorFactory<H extends Hyperparameters = Hyperparameters, Need extends Evaluated = Evaluated>
  extends Float64Factory<H, Need> {
  (options?: Float64TensorOptions<H, Need>): RuleOptimizer;
}

/** The face of one that draws. */
export interface Float64DrawingFactory<H extends Hyperparameters = Hyperparameters, Need extends Evaluated = Evaluated>
  extends Float64TensorFactory<H, Need> {
  /** `random`: another source of random numbers than the seed; it cannot be saved. */
  (options?: Float64TensorOptions<H, Need> & { random?: Float64RandomSource }): RuleOptimizer;
}

/** What a rule on tensors brings beside itself. */
interface Brought {
  readonly measuring?: Measuring;
  readonly forms?: Forms;
}

/** The factory of a rule on tensors; `measuring` is how it has measured what it takes beside the gradient. */
export function tensorFactoryWith<const H extends Hyperparameters, const Need extends Evaluated>(
  rule: DrawingRule<H, Need>,
  brought?: Brought,
): Float64DrawingFactory<H, Need>;
export function tensorFactoryWith<const H extends Hyperparameters, const Need extends Evaluated>(
  rule: DefinedRule<H, Need>,
  brought?: Brought,
): Float64TensorFactory<H, Need>;
export function tensorFactoryWith(rule: DefinedRule, { measuring, forms }: Brought = {}): unknown {
  const make = (given: { readonly random?: unknown; readonly shapes?: unknown } = {}) => {
    checkOptions(rule.name, given, `${rule.stepSize ?? 'learningRate'}: 0.01`);
    const { shapes = {}, ...options } = given;
    const { random, ...others } = options;
    const isGiven = rule.draws && random !== undefined;
    return new RuleOptimizer(
      isGiven ? { ...rule, random } : rule,
      { ...(measuring && { gradient: measuring }), ...definedOf<unknown>(isGiven ? others : options) },
      forms,
      layOutTensors(shapesOf(rule.name, shapes)),
    );
  };
  return Object.assign(make, { rule });
}

/** The shape of each variable of a layout; one array is the variable `x`. */
function shapesOf(owner: string, given: unknown): (layout: Layout) => Readonly<Record<string, Shape>> {
  const shapes = (Array.isArray(given) ? { x: given } : given) as Readonly<Record<string, Shape>>;
  const isShape = (shape: unknown) =>
    Array.isArray(shape) && shape.every((length) => Number.isInteger(length) && length >= 0);
  if (typeof shapes !== 'object' || shapes === null || !Object.values(shapes).every(isShape))
    refuse(`${owner}: shapes`, given, 'lengths of axes by name, such as { kernel: [3, 2] }');
  return ({ variables }) => {
    for (const [name, shape] of Object.entries(shapes)) {
      const variable = variables.find((one) => one.name === name);
      if (!variable) {
        const names = variables.map((one) => one.name).join(', ');
        throw new Error(`${owner}: shapes has '${name}', but x0 has ${names}.`);
      }
      if (sizeFromShape(shape) !== variable.size) {
        throw new Error(
          `${owner}: shapes says [${shape.join(', ')}] of '${name}', which has ${variable.size} numbers.`,
        );
      }
    }
    return shapes;
  };
}
