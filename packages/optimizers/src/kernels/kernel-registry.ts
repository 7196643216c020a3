import * as tf from '@tensorflow/tfjs-core';
import type { Node, Pass, Program } from './graph.js';
import type { PassCall, PassKernel } from './pass-kernel.js';
import { wasmKernel } from './wasm.js';
import { webglKernel } from './webgl.js';
import { webgpuKernel } from './webgpu.js';

// Kernels are registered with tfjs, so that tf.profile sees them and a tape or tidy around a step is safe. A
// registration outlives its backend (tf.removeBackend), so compiled instances are held by backend, weakly.

interface Compiled {
  /** By pass key: equal passes share a kernel. */
  readonly byKey: Map<string, PassKernel | undefined>;
  /** By program: keys are long, and looked up once for each program. */
  readonly byProgram: WeakMap<Program, readonly NamedKernel[] | undefined>;
}

/** A compiled pass, and the name under which tfjs knows it. */
export interface NamedKernel extends Omit<PassKernel, 'run'> {
  readonly name: string;
}

/** Each makes a kernel for the backends that it knows, and nothing for the others. */
const compilers = [wasmKernel, webgpuKernel, webglKernel];

function compile(backend: tf.KernelBackend, nodes: readonly Node[], pass: Pass): PassKernel | undefined {
  for (const compiler of compilers) {
    const kernel = compiler(backend, nodes, pass);
    if (kernel) return kernel;
  }
  return undefined;
}

const compiled = new WeakMap<tf.KernelBackend, Compiled>();
const registered = new Map<string, string>(); // backend name and pass key -> kernel name

/** The kernel that runs each pass on a backend; undefined if one of them cannot be compiled there. */
export function kernelsOf(
  backend: tf.KernelBackend,
  ruleName: string,
  program: Program,
): readonly NamedKernel[] | undefined {
  const known = compiled.get(backend) ?? { byKey: new Map(), byProgram: new WeakMap() };
  compiled.set(backend, known);
  const { byKey, byProgram } = known;
  if (!byProgram.has(program)) {
    const kernels = program.passes.map((pass) => {
      if (!byKey.has(pass.key)) byKey.set(pass.key, compile(backend, program.nodes, pass));
      const kernel = byKey.get(pass.key);
      return kernel && { ...kernel, name: registeredName(ruleName, pass.key) };
    });
    const isWhole = kernels.length > 0 && kernels.every((kernel) => kernel !== undefined);
    byProgram.set(program, isWhole ? kernels : undefined);
  }
  return byProgram.get(program);
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
      const kernel = compiled.get(backend as tf.KernelBackend)!.byKey.get(passKey)!;
      return kernel.run(attrs as unknown as PassCall);
    },
  });
  registered.set(key, kernelName);
  return kernelName;
}
