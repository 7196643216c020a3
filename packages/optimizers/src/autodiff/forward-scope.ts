import * as tf from '@tensorflow/tfjs-core';
import type { Tangent } from './closure.js';
import type { KernelCall } from './jvp-rule.js';
import { hasOpenScope, markScope } from './open-scope.js';
import { ruleOf } from './registry.js';
import { type Engine, intercept, pinnedEngine } from './tfjs-engine.js';

/**
 * Runs `body` with every kernel also carrying tangents, `vs` at `xs`; `body` may ask for the tangent of a tensor that
 * depends on `xs`. A tangent lives and dies with its tensor; all end with the scope, whatever happens.
 */
export function forwardScope<T extends object>(
  xs: readonly tf.Tensor[],
  vs: readonly Tangent[],
  body: (tangentOf: (tensor: tf.Tensor) => tf.Tensor | undefined, engine: Engine) => T,
): T {
  const engine = pinnedEngine();
  if (hasOpenScope(engine)) throw new Error('jvp, jacobianVector and valueGradHvp cannot run inside one another.');
  if (engine.state.gradientDepth > 0) {
    throw new Error('A gradient cannot be taken through jvp: for second derivatives use valueGradHvp.');
  }
  const result = tf.tidy((): tf.TensorContainer => {
    const scope = new ForwardScope(engine);
    markScope(engine, true);
    try {
      xs.forEach((x, i) => {
        const { [i]: v } = vs;
        if (typeof v === 'function') scope.onDemand.set(x.id, v);
        else scope.set(x, tf.keep(v.clone()));
      });
      scope.enter();
      return body((tensor) => scope.get(tensor) ?? scope.make(tensor), engine) as tf.TensorContainer;
    } finally {
      markScope(engine, false);
      scope.close();
    }
  });
  return result as T;
}

class ForwardScope {
  /** By tensor id. Every tangent is kept, and a tensor of its own: it may share data, never an end. */
  private readonly tangents = new Map<number, tf.Tensor>();
  /** By tensor id: how to make tangents that are not kept. */
  readonly onDemand = new Map<number, () => tf.Tensor>();
  /** Those that have been made once. */
  private readonly made = new Set<number>();
  /** Copies that kernels saved. tfjs forgets them if the closure throws. */
  private readonly saved: tf.Tensor[] = [];
  /** Copies of outputs whose tangent is not known before their kernel is done. */
  private awaiting: [output: tf.Tensor, copy: tf.Tensor][] = [];
  /** Inside a kernel or a rule: what runs there is theirs. */
  private inside = false;
  private restore = () => {};

  constructor(private readonly engine: Engine) {}

  get(tensor: tf.Tensor): tf.Tensor | undefined {
    return this.tangents.get(tensor.id);
  }

  set(tensor: tf.Tensor, tangent: tf.Tensor): void {
    this.get(tensor)?.dispose();
    this.tangents.set(tensor.id, tangent);
  }

  enter(): void {
    const { engine } = this;
    const { runKernel, clone, disposeTensor } = engine;
    this.restore = intercept(engine, {
      runKernel: (kernel, inputs, attributes) => {
        const run = (own: typeof inputs, others = attributes) => runKernel.call(engine, kernel, own, others);
        if (this.inside || !this.reaches(inputs)) return run(inputs);
        this.awaiting = [];
        const result = this.within(() => run(inputs));
        const list = Array.isArray(inputs);
        this.differentiate({
          kernel,
          inputs: { ...inputs } as KernelCall['inputs'],
          attributes: { ...attributes },
          outputs: [result].flat(),
          rerun(replaced, others) {
            const named = { ...inputs, ...replaced } as KernelCall['inputs'];
            return [run(list ? Object.values(named) : named, { ...attributes, ...others })].flat();
          },
        });
        return result;
      },
      clone: (tensor) => {
        const copy = clone.call(engine, tensor);
        this.saved.push(copy);
        // Outside a kernel it is a customGrad that saves, and the copy's own kernel has carried the tangent.
        if (this.inside) this.inherit(tensor, copy);
        return copy;
      },
      disposeTensor: (tensor) => {
        disposeTensor.call(engine, tensor);
        // A variable is also disposed, and lives on, where something is assigned to it.
        if (!(tensor instanceof tf.Variable)) this.drop(tensor);
      },
    });
  }

  close(): void {
    this.restore();
    tf.dispose([...this.tangents.values(), ...this.saved]);
  }

  private drop(tensor: tf.Tensor): void {
    const tangent = this.get(tensor);
    this.tangents.delete(tensor.id);
    tangent?.dispose();
  }

  /** A tangent that is made on demand, to end with the tidy around. Made again, it stays: this x is read often. */
  make(tensor: tf.Tensor): tf.Tensor | undefined {
    const make = this.onDemand.get(tensor.id);
    if (!make) return undefined;
    const tangent = make();
    if (this.made.has(tensor.id)) this.set(tensor, tf.keep(tangent));
    this.made.add(tensor.id);
    return tangent;
  }

  /** Whether some input depends on xs. */
  private reaches(inputs: object): boolean {
    const ids = Object.values(inputs).map((input?: tf.Tensor) => input?.id ?? -1);
    return ids.some((id) => this.tangents.has(id) || this.onDemand.has(id));
  }

  private tangentsOf(inputs: object): Record<string, tf.Tensor> {
    const tangents: Record<string, tf.Tensor> = {};
    for (const [name, input] of Object.entries(inputs)) {
      const tangent = input && (this.get(input) ?? this.make(input));
      if (tangent) tangents[name] = tangent;
    }
    return tangents;
  }

  /** Gives the copy the tangent of its original, or lets it wait for it. */
  private inherit(tensor: tf.Tensor, copy: tf.Tensor): void {
    const tangent = this.get(tensor);
    const make = this.onDemand.get(tensor.id);
    if (tangent) this.set(copy, tf.keep(tangent.clone()));
    else if (make) this.onDemand.set(copy.id, make);
    else this.awaiting.push([tensor, copy]);
  }

  /** Runs what is not to be differentiated. */
  private within<T>(run: () => T): T {
    this.inside = true;
    try {
      return run();
    } finally {
      this.inside = false;
    }
  }

  private differentiate(call: Omit<KernelCall, 'tangents'>): void {
    const { outputs } = call;
    if (!outputs.some(carries)) return;
    const { awaiting } = this;
    this.engine.state.kernelDepth++; // untaped
    try {
      this.within(() => {
        const tangents = tidied(() => tangentsOfOutputs({ ...call, tangents: this.tangentsOf(call.inputs) }));
        tangents.forEach((tangent, i) => {
          if (tangent) this.set(outputs[i], tangent);
        });
        for (const [output, copy] of awaiting) if (this.get(output)) this.inherit(output, copy);
      });
    } finally {
      this.engine.state.kernelDepth--;
    }
  }
}

/** Integers have no derivative. Complex numbers would have one. */
const carries = ({ dtype }: tf.Tensor) => dtype === 'float32' || dtype === 'complex64';

/** By the rule: checked, each a tensor of its own. */
function tangentsOfOutputs(call: KernelCall): (tf.Tensor | undefined)[] {
  const { kernel, inputs, outputs, tangents } = call;
  const rule = ruleOf(kernel);
  if (!rule) {
    throw new Error(
      `There is no forward-mode rule for the kernel ${kernel}, whose input '${Object.keys(tangents)[0]}' depends on ` +
        `xs: give it one by registerJvp('${kernel}', rule).`,
    );
  }
  const found = [rule(call)].flat() as (tf.Tensor | null)[];
  const used = new Set<tf.Tensor>([...Object.values(inputs), ...outputs, ...Object.values(tangents as object)]);
  return outputs.map((output, i) => {
    const tangent = found[i];
    if (!tangent || !carries(output)) return undefined;
    if (!tf.util.arraysEqual(tangent.shape, output.shape) || tangent.dtype !== output.dtype) {
      throw new Error(
        `The forward-mode rule of ${kernel} gave a tangent of type ${tangent.dtype} and shape [${tangent.shape}] for ` +
          `an output of type ${output.dtype} and shape [${output.shape}].`,
      );
    }
    const fresh = used.has(tangent) ? tangent.clone() : tangent;
    used.add(tangent);
    return fresh;
  });
}

/** Keeps the tensors that `make` gives, and ends all others that it made. */
const tidied = (make: () => (tf.Tensor | undefined)[]) =>
  tf.tidy(() => make().map((tensor) => tensor && tf.keep(tensor)) as tf.Tensor[]) as (tf.Tensor | undefined)[];
