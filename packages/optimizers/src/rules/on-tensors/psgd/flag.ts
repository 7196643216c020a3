import { isTensor, type Tensor } from '../../../words/tensor.js';
import * as t from '../../../words/words.js';

/** A condition: known in host memory, where reading is free; on GPUs, from which nothing is read, a tensor. */
export type Flag = boolean | Tensor;

/** Whether a number is above 0, and one. */
export function isPositive(x: Tensor): Flag {
  if (!t.readsFreely()) return t.logicalAnd(t.greater(x, 0), t.less(x, 3e38));
  const [value] = t.dataSync(x);
  return value > 0 && value < Number.POSITIVE_INFINITY;
}

/** `b` is not asked where `a` is known to hold. */
export function either(a: Flag, b: () => Flag): Flag {
  if (typeof a === 'boolean') return a || b();
  const other = b();
  return typeof other === 'boolean' ? other || a : t.logicalOr(a, other);
}

/** One of two, of tensors in any order: that alone is made where the condition is known. */
export function choose<T>(flag: Flag, yes: () => T, no: () => T): T {
  if (typeof flag === 'boolean') return flag ? yes() : no();
  return where(flag, yes() as Tree, no() as Tree) as T;
}

/** The same of what is made already. */
export const chosen = <T>(flag: Flag, yes: T, no: T): T =>
  choose(
    flag,
    () => yes,
    () => no,
  );

type Tree = Tensor | readonly Tree[] | { readonly [name: string]: Tree };

function where(flag: Tensor, yes: Tree, no: Tree): Tree {
  if (isTensor(yes)) return yes.size === 0 ? yes : t.where(flag, yes, no as Tensor);
  if (Array.isArray(yes)) return yes.map((part, i) => where(flag, part, (no as readonly Tree[])[i]));
  return Object.fromEntries(
    Object.entries(yes).map(([name, part]) => [name, where(flag, part, (no as Readonly<Record<string, Tree>>)[name])]),
  );
}
