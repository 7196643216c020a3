import * as tf from '@tensorflow/tfjs';
import type { Program } from './graph.js';
import type { PassCall, PassKernel } from './pass-kernel.js';
import { wasmKernel } from './wasm.js';

// Kernels are registered with tfjs, so that tf.profile sees them and a tape or tidy around a step is safe. A
// registration outlives its backend (tf.removeBackend), so compiled instances are held by backend, weakly.

interface Compiled {
  /** By pass key: equal passes share a kernel. */
  readonly byKey: Map<string, PassKernel | undefined>;
  /** The registered names, by program: keys are long, and looked up once for each program. */
  readonly names: WeakMap<Program, readonly string[] | undefined>;
}

const compiled = new WeakMap<tf.KernelBackend, Compiled>();
const registered = new Map<string, string>(); // backend name and pass key -> kernel name

/** The name of the kernel that runs each pass on a backend; undefined if one cannot be compiled there. */
export function kernelsOf(
  backend: tf.KernelBackend,
  ruleName: string,
  program: Program,
): readonly string[] | undefined {
  const known = compiled.get(backend) ?? { byKey: new Map(), names: new WeakMap() };
  compiled.set(backend, known);
  const { byKey, names } = known;
  if (!names.has(program)) {
    const { nodes, passes } = program;
    for (const pass of passes) if (!byKey.has(pass.key)) byKey.set(pass.key, wasmKernel(backend, nodes, pass));
    const complete = passes.every(({ key }) => byKey.get(key));
    names.set(program, complete ? passes.map(({ key }) => registeredName(ruleName, key)) : undefined);
  }
  return names.get(program);
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
    kernelFunc: ({ attrs, backend }) => {
      const run = compiled.get(backend as tf.KernelBackend)!.byKey.get(passKey)!;
      return run(attrs as unknown as PassCall);
    },
  });
  registered.set(key, kernelName);
  return kernelName;
}
