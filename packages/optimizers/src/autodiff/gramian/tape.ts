import * as tf from '@tensorflow/tfjs-core';
import { count } from '../evaluation-counts.js';
import { missingGradient } from '../reverse.js';
import { type EngineNode, intercept, pinnedEngine } from '../tfjs-engine.js';

/** An operation on the tape, by its kernel's names; a fused operation, which tfjs hides in a customGrad, by its own. */
export interface TapeNode {
  readonly kernel: string;
  /** May be disposed of since. */
  readonly inputs: Readonly<Record<string, tf.Tensor>>;
  readonly outputs: readonly tf.Tensor[];
  readonly attributes: Readonly<Record<string, unknown>>;
  /** Which of the inputs are a variable, or a variable in another shape. */
  readonly params: Readonly<Record<string, tf.Variable>>;
  /** Copies of all inputs, if some are variables. */
  readonly values: Readonly<Record<string, tf.Tensor>>;
  readonly gradient: EngineNode['gradient'];
}

/** What the derivative by a node's data input is, where tfjs has none or computes more than that. */
export type InputGradient = (node: TapeNode, dy: tf.Tensor) => { input: string; dx: tf.Tensor } | undefined;

interface Call {
  readonly kernel: string;
  readonly inputs: object;
  readonly attributes?: object;
}

const fused = ['_FusedMatMul', 'FusedConv2D', 'FusedDepthwiseConv2D'];
const reshaping = ['Reshape', 'Identity', 'ExpandDims', 'Cast'];

/** One run of a function, from which derivatives can be had as often as wanted. */
export class Tape {
  readonly nodes: TapeNode[] = [];
  private readonly saved: tf.Tensor[] = [];
  /** Tensors that depend on the variables. */
  private readonly dependent: Set<number>;
  private readonly params: Map<number, tf.Variable>;

  private constructor(variables: readonly tf.Variable[]) {
    this.dependent = new Set(variables.map(({ id }) => id));
    this.params = new Map(variables.map((variable) => [variable.id, variable]));
  }

  /** Runs `f`, in a tf.tidy, and keeps its tape, the caller's to dispose. */
  static record<T extends tf.TensorContainer>(
    variables: readonly tf.Variable[],
    f: () => T,
  ): { tape: Tape; result: T } {
    const engine = pinnedEngine();
    if (engine.state.gradientDepth > 0) throw new Error('A Gram matrix cannot be computed inside tf.grad.');
    const tape = new Tape(variables);
    const { runKernel, clone, addTapeNode, state } = engine;
    let inner: Call[] = [];
    let isCopying = false;
    const restore = intercept(engine, {
      runKernel(kernel, inputs, attributes) {
        if (state.kernelDepth > 0 && !reshaping.includes(kernel)) inner.push({ kernel, inputs, attributes });
        return runKernel.call(engine, kernel, inputs, attributes);
      },
      clone(tensor) {
        isCopying = true;
        const copy = clone.call(engine, tensor);
        isCopying = false;
        return copy;
      },
      addTapeNode(kernel, inputs, outputs, gradients, saved, attributes) {
        addTapeNode.call(engine, kernel, inputs, outputs, gradients, saved, attributes);
        tape.saved.push(...saved);
        if (state.kernelDepth > 0) return; // a copy that a kernel saves
        const [first] = inner;
        const isFused = inner.length === 1 && fused.includes(first.kernel);
        const call = isFused ? first : { kernel: isCopying ? 'Identity' : kernel, inputs, attributes };
        inner = [];
        state.kernelDepth++; // untaped
        tape.add(call, outputs, state.activeTape!.at(-1)!, inputs);
        state.kernelDepth--;
      },
    });
    try {
      engine.startTape();
      const result = tf.tidy(f);
      return { tape, result };
    } catch (error) {
      tape.dispose();
      throw error;
    } finally {
      engine.endTape();
      state.activeTape = null;
      restore();
    }
  }

  /**
   * Goes back from the derivatives `seeds` by tensors (by id), and shows each node that the way leads over, with the
   * derivative by its first output. It ends at the tensor `until` and at the variables; the result are the derivatives by
   * those in `into`.
   */
  backpropagate(
    seeds: ReadonlyMap<number, tf.Tensor>,
    { into = [], until, visit, inputGradient }: Way = {},
  ): Map<number, tf.Tensor> {
    count('gradients');
    const followed = new Set(into.map(({ id }) => id));
    const dys = new Map([...seeds].map(([id, seed]) => [id, tf.keep(seed.clone())]));
    const add = (x: tf.Tensor, dx: tf.Tensor) => {
      const before = dys.get(x.id);
      dys.set(x.id, tf.keep(before ? tf.add(before, dx) : dx.clone()));
      before?.dispose();
    };
    try {
      for (const node of [...this.nodes].reverse()) {
        const own = node.outputs.map(({ id }) => dys.get(id));
        if (!own.some(Boolean)) continue;
        if (own[0]) visit?.(node, own[0]);
        const isEnd = until !== undefined && node.outputs.some(({ id }) => id === until.id);
        if (!isEnd)
          tf.tidy(() => {
            const isWanted = ([name, x]: [string, tf.Tensor]) =>
              node.params[name] ? followed.has(node.params[name].id) : this.dependent.has(x.id);
            const wanted = Object.entries(node.inputs).filter(isWanted);
            if (wanted.length === 0) return;
            const known = own[0] && inputGradient?.(node, own[0]);
            if (known && wanted.every(([name]) => name === known.input)) return add(wanted[0][1], known.dx);
            if (!node.gradient) throw missingGradient(node.kernel);
            const gradients = node.gradient(own);
            for (const [name, x] of wanted) add(x, gradients[this.keys.get(node)!(name)]());
          });
        for (const { id } of node.outputs) {
          dys.get(id)?.dispose();
          dys.delete(id);
        }
      }
      const results = into.flatMap(({ id }) => (dys.has(id) ? [[id, dys.get(id)!.clone()] as const] : []));
      return new Map(results);
    } finally {
      tf.dispose([...dys.values()]);
    }
  }

  /** The nodes that lead to a tensor other than over the tensor `over`, last first. */
  leadingTo(id: number, over?: number): TapeNode[] {
    const reached = new Set([id]);
    return [...this.nodes].reverse().filter(({ outputs, inputs }) => {
      const leads = outputs.some((output) => reached.has(output.id) && output.id !== over);
      if (leads) for (const input of Object.values(inputs)) reached.add(input.id);
      return leads;
    });
  }

  dispose(): void {
    tf.dispose([...this.saved, ...this.nodes.flatMap(({ values }) => Object.values(values))]);
    this.saved.length = 0;
    this.nodes.length = 0;
  }

  /** By what name tfjs's gradient calls an input. */
  private readonly keys = new WeakMap<TapeNode, (name: string) => string>();

  private add(call: Call, outputs: readonly tf.Tensor[], { gradient }: EngineNode, given: object): void {
    const inputs = Object.fromEntries(Object.entries(call.inputs).filter(([, input]) => input)) as TapeNode['inputs'];
    const list = Object.entries(inputs);
    if (!list.some(([, { id }]) => this.dependent.has(id))) return;
    for (const { id } of outputs) this.dependent.add(id);
    const { kernel, attributes = {} } = call;
    const params = Object.fromEntries(
      list.flatMap(([name, { id }]) => (this.params.has(id) ? [[name, this.params.get(id)!]] : [])),
    );
    const [param] = Object.values(params);
    if (param && isAlias({ kernel, attributes })) this.params.set(outputs[0].id, param);
    const values = param ? Object.fromEntries(list.map(([name, input]) => [name, tf.keep(input.clone())])) : {};
    const node = { kernel, inputs, outputs, attributes: { ...attributes }, params, values, gradient };
    const keys = Object.entries(given);
    this.keys.set(node, (name) =>
      call.inputs === given ? name : keys.find(([, { id }]) => id === inputs[name].id)![0],
    );
    this.nodes.push(node);
  }
}

interface Way {
  readonly into?: readonly tf.Variable[];
  readonly until?: tf.Tensor;
  readonly visit?: (node: TapeNode, dy: tf.Tensor) => void;
  readonly inputGradient?: InputGradient;
}

/** Whether an operation gives its input's numbers in their order. */
export const isAlias = ({ kernel, attributes }: { kernel: string; attributes: object }): boolean =>
  reshaping.includes(kernel) ||
  (kernel === 'Transpose' && (attributes as { perm: number[] }).perm.every((from, to) => from === to));
