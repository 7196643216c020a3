import * as tf from '@tensorflow/tfjs';
import type { Node, Pass } from './graph.js';
import type { PassAttributes, PassKernel } from './pass-kernel.js';
import { wasmKernel } from './wasm.js';

// Kernels are registered with tfjs, so that tf.profile sees them and a tape or tidy around a step is safe. A
// registration outlives its backend (tf.removeBackend), so compiled instances are held by backend, weakly.

interface Compiled {
  /** By pass key: equal passes share a kernel. */
  readonly byKey: Map<string, PassKernel | undefined>;
  /** The registered name, by pass; a key is long, and looked up once for each pass. */
  readonly names: WeakMap<Pass, string | undefined>;
}

const compiled = new WeakMap<tf.KernelBackend, Compiled>();
const registered = new Map<string, string>(); // backend name and pass key -> kernel name

/** The name of the kernel that runs a pass on a backend; undefined if it cannot be compiled there. */
export function kernelOf(
  backend: tf.KernelBackend,
  ruleName: string,
  nodes: readonly Node[],
  pass: Pass,
): string | undefined {
  const known = compiled.get(backend) ?? { byKey: new Map(), names: new WeakMap() };
  compiled.set(backend, known);
  const { byKey, names } = known;
  if (!names.has(pass)) {
    if (!byKey.has(pass.key)) byKey.set(pass.key, wasmKernel(backend, nodes, pass));
    names.set(pass, byKey.get(pass.key) && registeredName(ruleName, pass.key));
  }
  return names.get(pass);
}

function registeredName(ruleName: string, passKey: string): string {
  const backendName = tf.getBackend();
  const key = `${backendName} ${passKey}`;
  const known = registered.get(key);
  if (known) return known;
  let number = registered.size;
  let kernelName: string;
  do kernelName = `OptimizerZoo${ruleName}${number++}`;
  while (tf.getKernel(kernelName, backendName)); // another copy of this package may have taken it
  tf.registerKernel({
    kernelName,
    backendName,
    kernelFunc: ({ inputs, attrs, backend }) => {
      const run = compiled.get(backend as tf.KernelBackend)!.byKey.get(passKey)!;
      return run(inputs as Record<string, tf.TensorInfo>, attrs as unknown as PassAttributes);
    },
  });
  registered.set(key, kernelName);
  return kernelName;
}
