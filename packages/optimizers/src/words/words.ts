// The words that rules on tensors are written in, spelled and meant as in tfjs. The machine at work carries them out.
import type { RandomTensors, Tensor, TensorOperand } from './tensor.js';

type Binary<T> = (a: TensorOperand<T>, b: TensorOperand<T>) => T;
type Unary<T> = (x: T) => T;
/** Over all elements, or along some axes, which stay with the length 1 if they are kept. */
type Reduction<T> = (x: T, axis?: number | number[], keepDims?: boolean) => T;
type DType = 'float32' | 'int32';

/** What a machine must know, of its own kind of tensors. */
export interface Words<T = Tensor> {
  readonly add: Binary<T>;
  readonly sub: Binary<T>;
  readonly mul: Binary<T>;
  readonly div: Binary<T>;
  readonly pow: Binary<T>;
  readonly maximum: Binary<T>;
  readonly minimum: Binary<T>;
  readonly greater: Binary<T>;
  readonly less: Binary<T>;
  readonly equal: Binary<T>;
  readonly logicalAnd: (a: T, b: T) => T;
  readonly logicalOr: (a: T, b: T) => T;
  readonly logicalNot: Unary<T>;
  readonly where: (condition: T, a: TensorOperand<T>, b: TensorOperand<T>) => T;
  readonly neg: Unary<T>;
  readonly abs: Unary<T>;
  readonly sign: Unary<T>;
  readonly square: Unary<T>;
  readonly sqrt: Unary<T>;
  readonly clipByValue: (x: T, min: number, max: number) => T;
  readonly sum: Reduction<T>;
  readonly mean: Reduction<T>;
  readonly max: Reduction<T>;
  readonly min: Reduction<T>;
  readonly prod: (x: T) => T;
  readonly argMax: (x: T, axis?: number) => T;
  readonly matMul: (a: T, b: T, transposeA?: boolean, transposeB?: boolean) => T;
  readonly transpose: (x: T, order?: number[]) => T;
  readonly bandPart: (x: T, lower: number, upper: number) => T;
  /** Of a small matrix; not finite where there is none. */
  readonly inverse: Unary<T>;
  readonly reshape: (x: T, shape: readonly number[]) => T;
  readonly expandDims: (x: T, axis: number) => T;
  readonly cast: (x: T, dtype: DType) => T;
  readonly concat: (parts: T[], axis?: number) => T;
  readonly stack: (parts: T[]) => T;
  readonly unstack: (x: T) => T[];
  readonly split: (x: T, sizes: number[]) => T[];
  readonly slice: (x: T, begin: number[], size?: number[]) => T;
  readonly gather: (x: T, indices: T, axis?: number) => T;
  /** Of a vector. */
  readonly reverse: Unary<T>;
  readonly tensor: (values: number[], shape: number[], dtype?: DType) => T;
  readonly scalar: (value: number | boolean) => T;
  readonly fill: (shape: number[], value: number) => T;
  readonly zeros: (shape: number[]) => T;
  readonly ones: (shape: number[]) => T;
  readonly zerosLike: Unary<T>;
  readonly onesLike: Unary<T>;
  readonly eye: (size: number) => T;
  readonly range: (start: number, stop: number, step?: number, dtype?: DType) => T;
  /** The elements, read at once. */
  readonly dataSync: (x: T) => Float32Array | Float64Array | Int32Array | Uint8Array;
  /** Whether reading costs nothing and stops nothing: what is known then need not be computed both ways. */
  readonly readsFreely: () => boolean;
  /** Throws where nothing can be read within a step; `owner` is who must. */
  readonly checkReadsAtOnce: (owner: string) => void;
  /** Random numbers of a step: those of a source that the user gave, or of a seed. */
  readonly random: (step: number, seed: number, source: unknown) => RandomTensors<T>;
}

let machine: Words | undefined;

/** Runs what is written in words on a machine; what it says of its own tensors is not seen from here. */
export function carriedOutBy<R>(words: object, run: () => R): R {
  const before = machine;
  machine = words as Words;
  try {
    return run();
  } finally {
    machine = before;
  }
}

/** A function in words as one that a machine carries out. */
export const onMachine =
  <A extends unknown[], R>(words: object, run: (...given: never[]) => unknown) =>
  (...given: A): R =>
    carriedOutBy(words, () => run(...(given as unknown as never[])) as R);

function atWork(): Words {
  if (machine) return machine;
  throw new Error('Words of rules on tensors are carried out within a step alone.');
}

export const add: Words['add'] = (a, b) => atWork().add(a, b);
export const sub: Words['sub'] = (a, b) => atWork().sub(a, b);
export const mul: Words['mul'] = (a, b) => atWork().mul(a, b);
export const div: Words['div'] = (a, b) => atWork().div(a, b);
export const pow: Words['pow'] = (a, b) => atWork().pow(a, b);
export const maximum: Words['maximum'] = (a, b) => atWork().maximum(a, b);
export const minimum: Words['minimum'] = (a, b) => atWork().minimum(a, b);
export const greater: Words['greater'] = (a, b) => atWork().greater(a, b);
export const less: Words['less'] = (a, b) => atWork().less(a, b);
export const equal: Words['equal'] = (a, b) => atWork().equal(a, b);
export const logicalAnd: Words['logicalAnd'] = (a, b) => atWork().logicalAnd(a, b);
export const logicalOr: Words['logicalOr'] = (a, b) => atWork().logicalOr(a, b);
export const logicalNot: Words['logicalNot'] = (x) => atWork().logicalNot(x);
export const where: Words['where'] = (condition, a, b) => atWork().where(condition, a, b);
export const neg: Words['neg'] = (x) => atWork().neg(x);
export const abs: Words['abs'] = (x) => atWork().abs(x);
export const sign: Words['sign'] = (x) => atWork().sign(x);
export const square: Words['square'] = (x) => atWork().square(x);
export const sqrt: Words['sqrt'] = (x) => atWork().sqrt(x);
export const clipByValue: Words['clipByValue'] = (x, min, max) => atWork().clipByValue(x, min, max);
export const sum: Words['sum'] = (x, axis, keepDims) => atWork().sum(x, axis, keepDims);
export const mean: Words['mean'] = (x, axis, keepDims) => atWork().mean(x, axis, keepDims);
export const max: Words['max'] = (x, axis, keepDims) => atWork().max(x, axis, keepDims);
export const min: Words['min'] = (x, axis, keepDims) => atWork().min(x, axis, keepDims);
export const prod: Words['prod'] = (x) => atWork().prod(x);
export const argMax: Words['argMax'] = (x, axis) => atWork().argMax(x, axis);
export const matMul: Words['matMul'] = (a, b, transposeA, transposeB) => atWork().matMul(a, b, transposeA, transposeB);
export const transpose: Words['transpose'] = (x, order) => atWork().transpose(x, order);
export const bandPart: Words['bandPart'] = (x, lower, upper) => atWork().bandPart(x, lower, upper);
export const inverse: Words['inverse'] = (x) => atWork().inverse(x);
export const reshape: Words['reshape'] = (x, shape) => atWork().reshape(x, shape);
export const expandDims: Words['expandDims'] = (x, axis) => atWork().expandDims(x, axis);
export const cast: Words['cast'] = (x, dtype) => atWork().cast(x, dtype);
export const concat: Words['concat'] = (parts, axis) => atWork().concat(parts, axis);
export const stack: Words['stack'] = (parts) => atWork().stack(parts);
export const unstack: Words['unstack'] = (x) => atWork().unstack(x);
export const split: Words['split'] = (x, sizes) => atWork().split(x, sizes);
export const slice: Words['slice'] = (x, begin, size) => atWork().slice(x, begin, size);
export const gather: Words['gather'] = (x, indices, axis) => atWork().gather(x, indices, axis);
export const reverse: Words['reverse'] = (x) => atWork().reverse(x);
export const tensor: Words['tensor'] = (values, shape, dtype) => atWork().tensor(values, shape, dtype);
export const scalar: Words['scalar'] = (value) => atWork().scalar(value);
export const fill: Words['fill'] = (shape, value) => atWork().fill(shape, value);
export const zeros: Words['zeros'] = (shape) => atWork().zeros(shape);
export const ones: Words['ones'] = (shape) => atWork().ones(shape);
export const zerosLike: Words['zerosLike'] = (x) => atWork().zerosLike(x);
export const onesLike: Words['onesLike'] = (x) => atWork().onesLike(x);
export const eye: Words['eye'] = (size) => atWork().eye(size);
export const range: Words['range'] = (start, stop, step, dtype) => atWork().range(start, stop, step, dtype);
export const dataSync: Words['dataSync'] = (x) => atWork().dataSync(x);
export const readsFreely: Words['readsFreely'] = () => atWork().readsFreely();
export const checkReadsAtOnce: Words['checkReadsAtOnce'] = (owner) => atWork().checkReadsAtOnce(owner);
export const random: Words['random'] = (step, seed, source) => atWork().random(step, seed, source);
