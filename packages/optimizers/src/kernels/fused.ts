import * as tf from '@tensorflow/tfjs';
import { evaluateScalars, type Pass } from './graph.js';
import { kernelsOf } from './kernel-registry.js';
import type { PassAttributes } from './pass-kernel.js';
import type { Memory, Step, StepVariable } from './step.js';

/** The whole step as one kernel for each pass and variable; undefined, with nothing done, where that is impossible. */
export function fusedStep({ rule, program, variables, inputs, slotsAreShared }: Step): Memory | undefined {
  const kernels = kernelsOf(tf.backend(), rule.name, program);
  if (!kernels) return undefined;

  // One table of scalars for each variable where some differ between variables, one for all otherwise.
  const { nodes, passes, perVariable } = program;
  const shared = program.constants.slice();
  for (const { name, node } of program.inputs) shared[node] = inputs[name] as number;
  const tables = perVariable ? variables.map(() => shared.slice()) : [shared];

  for (const [stage, pass] of passes.entries()) {
    const fresh = pass.outputs.map(({ name }) => name === 'param' || slotsAreShared);
    const attributes = tables.map((table) => {
      evaluateScalars(nodes, pass.scalars, table);
      return { uniforms: pass.uniforms.map((id) => table[id]), fresh, sums: pass.reductions.map(() => 0) };
    });
    const totals = pass.reductions.map(() => 0);
    for (let index = 0; index < variables.length; index++) {
      const { [perVariable ? index : 0]: attribute } = attributes;
      runPass(kernels[stage], pass, variables[index], attribute);
      for (let i = 0; i < totals.length; i++) totals[i] += attribute.sums[i];
    }
    pass.reductions.forEach((id, i) => {
      const isGlobal = nodes[id].operation === 'globalSum';
      for (const [index, table] of tables.entries()) table[id] = isGlobal ? totals[i] : attributes[index].sums[i];
    });
  }
  return Object.fromEntries(program.memory.map(({ name, node }) => [name, Math.fround(tables[0][node])]));
}

function runPass(kernel: string, { outputs }: Pass, tensors: StepVariable, attributes: PassAttributes): void {
  const results = tf.engine().runKernel(kernel, tensors, attributes as unknown as tf.NamedAttrMap);
  // A parameter gets a new tensor: on cpu its buffer may be shared with a user's slice or dataSync() result.
  let next = 0;
  outputs.forEach(({ name }, index) => {
    if (!attributes.fresh[index]) return;
    const result = Array.isArray(results) ? results[next++] : results;
    (tensors[name] as tf.Variable).assign(result);
    result.dispose();
  });
}
