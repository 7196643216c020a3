import * as tf from '@tensorflow/tfjs';
import { evaluateScalars, type NodeId, type Pass, type Program, Rank } from './graph.js';
import type { Memory, Step, StepVariable } from './step.js';
import { type PassInput, type PassKernel, wasmKernel } from './wasm.js';

// Kernels are registered with tfjs, so that tf.profile sees them and a tape or tidy around a step is safe. A
// registration outlives its backend (tf.removeBackend), so compiled instances are held by backend, weakly.

const compiled = new WeakMap<tf.KernelBackend, Map<string, PassKernel | undefined>>();
const registered = new Map<string, string>(); // backend name and pass key -> kernel name

/** The name of the kernel that runs a pass on the backend in use; undefined if it cannot be compiled there. */
function kernelFor(ruleName: string, program: Program, pass: Pass): string | undefined {
  const backend = tf.backend();
  const kernels = compiled.get(backend) ?? new Map<string, PassKernel | undefined>();
  compiled.set(backend, kernels);
  if (!kernels.has(pass.key)) kernels.set(pass.key, wasmKernel(backend, program.nodes, pass));
  return kernels.get(pass.key) && registeredName(ruleName, pass.key);
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
      const run = compiled.get(backend as tf.KernelBackend)!.get(passKey)!;
      return run({ ...(attrs as unknown as PassInput), tensors: inputs as Record<string, tf.TensorInfo> });
    },
  });
  registered.set(key, kernelName);
  return kernelName;
}

/** The whole step as one kernel for each pass and variable; undefined, with nothing done, where that is impossible. */
export function fusedStep(step: Step): Memory | undefined {
  const { program, variables, rule } = step;
  const kernels = program.passes.map((pass) => kernelFor(rule.name, program, pass));
  if (kernels.some((kernel) => kernel === undefined)) return undefined;

  // One table of scalars for each variable where some differ between variables, one for all otherwise.
  const { nodes, passes } = program;
  const shared = new Float64Array(nodes.length);
  nodes.forEach(({ operation, name, value }, id) => {
    if (operation === 'constant') shared[id] = value!;
    else if (operation === 'scalar') shared[id] = step.inputs[name!] as number;
  });
  const perVariable = nodes.some(({ rank }) => rank === Rank.Variable);
  const tables = variables.map(() => (perVariable ? Float64Array.from(shared) : shared));

  passes.forEach((pass, stage) => {
    for (const table of new Set(tables)) {
      evaluateScalars(nodes, Rank.Step, stage, table);
      evaluateScalars(nodes, Rank.Variable, stage, table);
    }
    const totals = new Map<NodeId, number>();
    variables.forEach((variable, index) => {
      const sums = new Float64Array(pass.reductions.length);
      runPass(kernels[stage]!, pass, variable, tables[index], sums, step.slotsAreShared);
      pass.reductions.forEach((id, reduction) => {
        if (nodes[id].operation === 'sum') tables[index][id] = sums[reduction];
        else totals.set(id, (totals.get(id) ?? 0) + sums[reduction]);
      });
    });
    for (const [id, total] of totals) for (const table of tables) table[id] = total;
  });
  const last = tables[0] ?? shared;
  evaluateScalars(nodes, Rank.Step, passes.length, last);
  return Object.fromEntries(program.memory.map(({ name, node }) => [name, Math.fround(last[node])]));
}

function runPass(
  kernel: string,
  pass: Pass,
  { param, grad, slots }: StepVariable,
  table: Float64Array,
  sums: Float64Array,
  slotsAreShared: boolean,
): void {
  const tensors: Record<string, tf.Tensor> = {};
  const find = (name: string) => (name === 'param' ? param : name === 'grad' ? grad : slots[name]);
  for (const { name } of pass.tensors) tensors[name] = find(name);
  for (const { name } of pass.outputs) tensors[name] = find(name);
  // A parameter gets a new tensor: on cpu its buffer may be shared with a user's slice or dataSync() result.
  const fresh = pass.outputs.map(({ name }) => name).filter((name) => name === 'param' || slotsAreShared);
  const uniforms = pass.uniforms.map((id) => table[id]);
  const attributes = { uniforms, fresh, sums } as unknown as tf.NamedAttrMap;
  const outputs = tf.engine().runKernel(kernel, tensors, attributes) as tf.Tensor[] | tf.Tensor;
  [outputs].flat().forEach((output, index) => {
    (find(fresh[index]) as tf.Variable).assign(output);
    output.dispose();
  });
}
