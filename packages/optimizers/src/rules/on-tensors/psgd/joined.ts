import { splitRows, stackRows } from '../../../linear-algebra/flatten.js';
import type { Tensor } from '../../../words/tensor.js';
import * as t from '../../../words/words.js';
import { type Block, hasBegun, type Stepped } from './begin.js';

/** Tensors of all variables, a row for each element. */
const join = (tensors: readonly Tensor[], sizes: readonly number[]): Tensor =>
  tensors[0].size === 0 // no columns
    ? t.zeros([sizes.reduce((a, b) => a + b), 0])
    : stackRows(tensors, tensors[0].size / sizes[0]);

/** The other way round, in the shapes of `like`. */
export const separate = (joined: Tensor, like: readonly Tensor[]): Tensor[] =>
  joined.size === 0 ? [...like] : splitRows(joined, like);

export const sizesOf = (variables: readonly { readonly param: Tensor }[]) => variables.map(({ param }) => param.size);

/** A preconditioner of all parameters: `Row` names its tensors that have a row for each, `bounds` are for all together. */
type JoinedState<Row extends string> = { readonly [K in Row | 'bounds']: Tensor };

/** A variable with its rows. */
type JoinedVariable<Row extends string> = JoinedState<Row> & {
  readonly param: Tensor;
  readonly grad: Tensor;
  readonly m: Tensor;
  readonly steps: number;
  readonly fits: number;
  readonly learningRate: number;
  readonly probe?: Tensor;
  readonly hessianVectorProduct?: Tensor;
};

/** One step for all variables as one block. If any is new, the preconditioner starts anew for all. */
export function stepJoined<Row extends string, State extends JoinedState<Row>>(
  variables: readonly JoinedVariable<Row>[],
  rows: readonly Row[],
  step: (blocks: readonly Block<State>[]) => Stepped<State>[],
) {
  const sizes = sizesOf(variables);
  const each = (slot: Row | 'param' | 'grad' | 'm') => variables.map((variable) => variable[slot]);
  const evaluated = (name: 'probe' | 'hessianVectorProduct') => {
    const tensors = variables.flatMap(({ [name]: tensor }) => tensor ?? []);
    return tensors.length > 0 ? join(tensors, sizes) : undefined;
  };
  const bounds = t.stack(variables.map(({ bounds }) => bounds));
  const isMade = variables.every(({ fits }) => fits > 0);
  const steps = Math.min(...variables.map((variable) => variable.steps));
  const [next] = step([
    {
      grad: join(each('grad'), sizes),
      m: join(each('m'), sizes),
      steps,
      state: {
        ...Object.fromEntries(rows.map((row) => [row, join(each(row), sizes)])),
        bounds: t.max(bounds, 0),
      } as unknown as State,
      isMade,
      hasBegun: hasBegun(isMade, bounds),
      probe: evaluated('probe'),
      hessianVectorProduct: evaluated('hessianVectorProduct'),
    },
  ]);
  const apart = (tensor: Tensor, slot: Row | 'param') => separate(tensor, each(slot));
  const [directions, ms] = [apart(next.direction, 'param'), apart(next.m, 'param')];
  const parts = rows.map((row) => apart(next.state[row], row));
  return variables.map((variable, i) => ({
    ...(Object.fromEntries(rows.map((row, place) => [row, parts[place][i]])) as Record<Row, Tensor>),
    param: t.sub(variable.param, t.mul(directions[i], variable.learningRate)),
    m: ms[i],
    bounds: next.state.bounds,
    steps: variable.steps + next.steps - steps,
    fits: next.isMade ? 1 : 0,
  }));
}
