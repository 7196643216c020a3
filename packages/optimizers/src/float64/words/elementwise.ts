import { type ArrayTensor, empty, type Operand } from './array-tensor.js';
import { commonShape, elementsFor } from './broadcast.js';

/** Goes over two arrays, of which one may stay at its only element: its step is then 0. */
type Loop = (into: Float64Array, a: Float64Array, aStep: number, b: Float64Array, bStep: number) => void;

// Where numbers go that stand for tensors.
const [first, second, third] = [new Float64Array(1), new Float64Array(1), new Float64Array(1)];

const stepOver = ({ length }: Float64Array) => (length === 1 ? 0 : 1);

const binary =
  (run: Loop) =>
  (a: Operand, b: Operand): ArrayTensor => {
    const shape = commonShape(a, b);
    const made = empty(shape);
    const [x, y] = [elementsFor(shape, made.size, a, first), elementsFor(shape, made.size, b, second)];
    run(made.data, x, stepOver(x), y, stepOver(y));
    return made;
  };

// The four that matrices go through have loops of their own: a loop that all share calls what it does, and that takes time.
export const add = binary((into, a, s, b, t) => {
  for (let i = 0; i < into.length; i++) into[i] = a[i * s] + b[i * t];
});
export const sub = binary((into, a, s, b, t) => {
  for (let i = 0; i < into.length; i++) into[i] = a[i * s] - b[i * t];
});
export const mul = binary((into, a, s, b, t) => {
  for (let i = 0; i < into.length; i++) into[i] = a[i * s] * b[i * t];
});
export const div = binary((into, a, s, b, t) => {
  for (let i = 0; i < into.length; i++) into[i] = a[i * s] / b[i * t];
});

const each = (of: (a: number, b: number) => number) =>
  binary((into, a, s, b, t) => {
    for (let i = 0; i < into.length; i++) into[i] = of(a[i * s], b[i * t]);
  });

const truth = (holds: boolean) => (holds ? 1 : 0);

export const pow = each((a, b) => a ** b);
export const maximum = each(Math.max);
export const minimum = each(Math.min);
export const greater = each((a, b) => truth(a > b));
export const greaterEqual = each((a, b) => truth(a >= b));
export const less = each((a, b) => truth(a < b));
export const lessEqual = each((a, b) => truth(a <= b));
export const equal = each((a, b) => truth(a === b));
export const logicalAnd = each((a, b) => truth(a !== 0 && b !== 0));
export const logicalOr = each((a, b) => truth(a !== 0 || b !== 0));

export function where(condition: Operand, a: Operand, b: Operand): ArrayTensor {
  const shape = commonShape(condition, { shape: commonShape(a, b) } as ArrayTensor);
  const made = empty(shape);
  const { data, size } = made;
  const holds = elementsFor(shape, size, condition, third);
  const [x, y] = [elementsFor(shape, size, a, first), elementsFor(shape, size, b, second)];
  const [r, s, t] = [stepOver(holds), stepOver(x), stepOver(y)];
  for (let i = 0; i < size; i++) data[i] = holds[i * r] !== 0 ? x[i * s] : y[i * t];
  return made;
}

const unary =
  (of: (value: number) => number) =>
  (x: ArrayTensor): ArrayTensor => {
    const made = empty(x.shape);
    const [to, from] = [made.data, x.data];
    for (let i = 0; i < to.length; i++) to[i] = of(from[i]);
    return made;
  };

export const neg = unary((value) => -value);
export const abs = unary(Math.abs);
export const sign = unary(Math.sign);
export const sqrt = unary(Math.sqrt);
export const logicalNot = unary((value) => truth(value === 0));
export const square = (x: ArrayTensor): ArrayTensor => mul(x, x);
export const clipByValue = (x: ArrayTensor, min: number, max: number): ArrayTensor => minimum(maximum(x, min), max);
