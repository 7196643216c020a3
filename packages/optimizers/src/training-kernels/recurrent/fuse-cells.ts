import * as tf from '@tensorflow/tfjs-core';
import { hasOpenScope } from '../../autodiff/open-scope.js';
import type { Engine } from '../../autodiff/tfjs-engine.js';
import { type FusedOperation, gradientOfFused, kernelsOfFused, runFused } from './fused-operation.js';
import { gates } from './gate.js';
import { gruGates } from './gru-gates.js';
import { gruState } from './gru-state.js';
import { lstmGates } from './lstm-gates.js';

const operations: readonly FusedOperation[] = [lstmGates, gruGates, gruState];

/** The kernels that fused cells run. */
export const recurrentKernels = Object.assign({}, ...operations.map(kernelsOfFused)) as ReturnType<
  typeof kernelsOfFused
>;

/** What is needed of tf.layers' LSTMCell and GRUCell. */
interface Cell {
  call(inputs: tf.Tensor[], kwargs: object): tf.Tensor[];
  readonly units: number;
  readonly kernel: { read(): tf.Tensor2D };
  readonly recurrentKernel: { read(): tf.Tensor2D };
  readonly bias: { read(): tf.Tensor } | null;
  readonly useBias: boolean;
  readonly dropout: number;
  readonly recurrentDropout: number;
  readonly activation: Activation;
  readonly recurrentActivation: Activation;
}

interface Activation {
  getClassName(): string;
}

type Step = (cell: Cell, tensors: readonly tf.Tensor2D[], gate: string) => tf.Tensor[];

/** What the input sums up to, with the bias. */
function inputSums({ kernel, bias, useBias }: Cell, input: tf.Tensor2D): tf.Tensor2D {
  const sums: tf.Tensor2D = tf.matMul(input, kernel.read());
  return useBias ? tf.add(sums, bias!.read()) : sums;
}

const lstmStep: Step = (cell, [input, h, c], gate) => {
  const z = tf.add(inputSums(cell, input), tf.matMul(h, cell.recurrentKernel.read()));
  const [next, nextC] = runFused(lstmGates, [z, c], cell.units, gate);
  return [next, next, nextC];
};

const gruStep: Step = (cell, [input, h], gate) => {
  const { units } = cell;
  const x = inputSums(cell, input);
  const [forGates, forCandidate] = tf.split(cell.recurrentKernel.read(), [2 * units, units], 1);
  const [update, reset] = runFused(gruGates, [x, tf.matMul(h, forGates), h], units, gate);
  const [next] = runFused(gruState, [x, tf.matMul(reset, forCandidate), update, h], units, gate);
  return [next, next];
};

const steps = { LSTMCell: lstmStep, GRUCell: gruStep } as const;

/** Whether a cell is of the usual kind, and runs where these kernels are. */
function canFuse(cell: Cell, tensors: readonly tf.Tensor[]): boolean {
  const engine = tf.engine() as unknown as Engine;
  return (
    tf.getKernel(lstmGates.name, tf.getBackend()) !== undefined &&
    cell.activation.getClassName() === 'tanh' &&
    cell.recurrentActivation.getClassName() in gates &&
    !(cell.dropout > 0 || cell.recurrentDropout > 0) &&
    tensors.every(({ dtype, rank }) => dtype === 'float32' && rank === 2) &&
    !hasOpenScope(engine) && // forward mode knows the operations one by one
    engine.state.gradientDepth < 2 // a gradient of a gradient, too
  );
}

/**
 * Lets the LSTM and GRU cells of tf.layers, where that is loaded, run what they compute element by element as one or two kernels,
 * in the place of some twenty, and as many again in the gradient.
 *
 * @returns What undoes it.
 */
export function fuseCells(): () => void {
  for (const operation of operations) tf.registerGradient(gradientOfFused(operation));
  const { classNameMap } = tf.serialization.SerializationMap.getMap();
  const undo = Object.entries(steps).map(([name, step]) => {
    const prototype = classNameMap[name]?.[0].prototype as Cell | undefined;
    return prototype ? replaceCall(prototype, step) : () => {};
  });
  return () => {
    for (const restore of undo) restore();
    for (const { name } of operations) tf.unregisterGradient(name);
  };
}

function replaceCall(prototype: Cell, step: Step): () => void {
  const { call: own } = prototype;
  const fused: Cell['call'] = function (this: Cell, inputs, kwargs) {
    if (!canFuse(this, inputs)) return own.call(this, inputs, kwargs);
    return tf.tidy(() => step(this, inputs as tf.Tensor2D[], this.recurrentActivation.getClassName()));
  };
  prototype.call = fused;
  return () => {
    if (prototype.call === fused) prototype.call = own;
  };
}
