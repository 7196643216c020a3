import * as tf from '@tensorflow/tfjs-core';
import { reverse } from './reverse.js';

export type Inputs = Readonly<Record<string, tf.Tensor>> | readonly tf.Tensor[];

/** What is needed of tfjs's engine: the way of every kernel, every saved or kept tensor, and every end of a tensor. */
export interface Engine {
  /** The only way to a registered kernel. */
  runKernel(kernel: string, inputs: Inputs, attributes?: object): tf.Tensor | tf.Tensor[];
  /** Copies a tensor that a kernel on the tape, or a customGrad, saves for its backward pass. */
  clone(tensor: tf.Tensor): tf.Tensor;
  /** What tf.keep calls, and the engine itself, below depth 0, for what it saves. */
  keep(tensor: tf.Tensor): tf.Tensor;
  /** Opens and closes the tape. */
  startTape(): void;
  endTape(): void;
  /** Writes a kernel, or a customGrad under some other name, at the end of the tape. */
  addTapeNode(
    kernel: string,
    inputs: Inputs,
    outputs: readonly tf.Tensor[],
    gradients: unknown,
    saved: readonly tf.Tensor[],
    attributes?: object,
  ): void;
  /** The end of every tensor; of a variable also at each `assign`. */
  disposeTensor(tensor: tf.Tensor): void;
  gradients<T extends tf.Tensor>(
    f: () => T,
    xs: readonly tf.Tensor[],
    dy: undefined,
    allowNoGradients: true,
  ): { value: T; grads: (tf.Tensor | undefined)[] };
  /** Counts all tensors of all engines; a later tensor has a higher number. */
  nextTensorId(): number;
  /** Kernels below depth 0 are not taped; gradients under way have a gradient depth. */
  readonly state: { kernelDepth: number; gradientDepth: number; activeTape: EngineNode[] | null };
}

/** A kernel on the tape. Its gradient gives, by name of input, what computes the derivative by that input. */
export interface EngineNode {
  readonly gradient?: (dys: readonly (tf.Tensor | undefined)[]) => Readonly<Record<string, () => tf.Tensor>>;
}

/** Puts `methods` in the place of the engine's own; the answer puts them back. */
export function intercept(engine: Engine, methods: Partial<Engine>): () => void {
  const names = Object.keys(methods) as (keyof Engine)[];
  const own = names.map((name) => [name, Object.getOwnPropertyDescriptor(engine, name)] as const);
  Object.assign(engine, methods);
  return () => {
    for (const [name, descriptor] of own) {
      if (descriptor) Object.defineProperty(engine, name, descriptor);
      else delete engine[name];
    }
  };
}

let checked: Engine | undefined;

/**
 * tfjs's engine, after a check at first use that it still works as 4.22 does.
 *
 * @throws Error if a later tfjs runs, saves, tapes or disposes otherwise: tangents would be silently wrong there.
 */
export function pinnedEngine(): Engine {
  const engine = tf.engine() as unknown as Engine;
  if (engine !== checked) {
    const fault = reverse(() => faultOf(engine));
    if (fault) {
      throw new Error(
        `Forward mode follows the engine of tfjs 4.22, but in tfjs ${tf.version_core} ${fault}: use 4.22, or an ` +
          'optimizer-zoo that knows this tfjs.',
      );
    }
    checked = engine;
  }
  return engine;
}

function faultOf(engine: Engine): string | undefined {
  for (const name of [
    'runKernel',
    'clone',
    'keep',
    'disposeTensor',
    'gradients',
    'startTape',
    'endTape',
    'addTapeNode',
  ] as const) {
    if (typeof engine[name] !== 'function') return `there is no engine.${name}`;
  }
  for (const name of ['kernelDepth', 'gradientDepth'] as const) {
    if (typeof engine.state?.[name] !== 'number') return `there is no engine.state.${name}`;
  }
  const seen = observeTanh(engine);
  const unseen = Object.entries(seen).find(([, value]) => !value);
  return unseen && `a gradient of tanh shows no ${unseen[0]}`;
}

/** Takes the gradient of tanh, which saves its output, and says which of the expected events were seen. */
function observeTanh(engine: Engine) {
  const { runKernel, clone, disposeTensor, state } = engine;
  const seen = {
    kernel: false,
    'saved output': false,
    'kernel that copies it': false,
    end: false,
    'untaped depth': false,
  };
  let copy: tf.Tensor | undefined;
  const restore = intercept(engine, {
    runKernel(kernel, inputs, attributes) {
      seen.kernel ||= kernel === 'Tanh' && state.kernelDepth === 0 && state.gradientDepth === 1;
      seen['kernel that copies it'] ||= kernel === 'Identity' && state.kernelDepth === 1;
      return runKernel.call(engine, kernel, inputs, attributes);
    },
    clone(tensor) {
      copy = clone.call(engine, tensor);
      seen['saved output'] ||= state.kernelDepth === 1;
      return copy;
    },
    disposeTensor(tensor) {
      seen.end ||= tensor === copy;
      disposeTensor.call(engine, tensor);
    },
  });
  try {
    tf.tidy(() => {
      const x = tf.scalar(0.5);
      engine.gradients(
        () => {
          const taped = () => state.activeTape?.length;
          const before = taped();
          state.kernelDepth++;
          tf.neg(x);
          state.kernelDepth--;
          const after = taped();
          const y = tf.tanh(x);
          seen['untaped depth'] = before === 0 && after === 0 && (taped() ?? 0) > 0;
          return y;
        },
        [x],
        undefined,
        true,
      );
    });
  } finally {
    restore();
  }
  return seen;
}
