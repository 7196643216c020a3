import * as tf from '@tensorflow/tfjs';
import { evaluateScalars, type Pass } from './graph.js';
import { kernelsOf } from './kernel-registry.js';
import type { PassCall } from './pass-kernel.js';
import { type Memory, remembered, type Step, type StepVariable } from './step.js';

/** The whole step as one kernel for each pass; undefined, with nothing done, where that is impossible. */
export function fusedStep({ rule, program, variables, inputs, inPlace, exported }: Step): Memory | undefined {
  const kernels = kernelsOf(tf.backend(), rule.name, program);
  if (!kernels) return undefined;

  // One table of scalars for each variable where some differ between variables, one for all otherwise.
  const { nodes, passes, perVariable } = program;
  const shared = program.constants.slice();
  for (const { name, node } of program.inputs) shared[node] = inputs[name] as number;
  const { writesInPlace, owns } = kernels[0];
  // Slots are the optimizer's; a parameter's buffer may be shared with a user's slice or dataSync() result (on cpu).
  const isFresh = (name: string, tensors: StepVariable) =>
    !writesInPlace || ((name === 'param' ? !inPlace : exported.has(tensors)) && !owns(tensors[name]));
  const tables = perVariable ? variables.map(() => shared.slice()) : [shared];

  for (const [stage, pass] of passes.entries()) {
    for (const table of tables) evaluateScalars(nodes, pass.scalars, table);
    if (pass.outputs.length + pass.reductions.length === 0) continue;
    const sums: number[][] = pass.reductions.length > 0 ? variables.map(() => []) : [];
    runPass(kernels[stage].name, pass, variables, {
      variables,
      uniforms: tables.map((table) => pass.uniforms.map((id) => table[id])),
      fresh: variables.map((tensors) => pass.outputs.map(({ name }) => isFresh(name, tensors))),
      sums,
    });
    for (const [i, id] of pass.reductions.entries()) {
      const total = sums.reduce((sum, { [i]: own }) => sum + own, 0);
      for (const [index, table] of tables.entries()) {
        table[id] = nodes[id].operation === 'globalSum' ? total : sums[index][i];
      }
    }
  }
  return Object.fromEntries(program.memory.map(({ name, node }) => [name, remembered(tables[0][node])]));
}

function runPass(kernel: string, { outputs }: Pass, variables: readonly StepVariable[], call: PassCall): void {
  // tfjs wants to know what goes in (for its profile and its tape), the kernel more than that.
  const tensors: tf.Tensor[] = [];
  for (const { param, grad } of variables) tensors.push(param, grad);
  const fresh = tf
    .engine()
    .runKernel<tf.Tensor[]>(kernel, tensors as unknown as tf.NamedTensorMap, call as unknown as tf.NamedAttrMap);
  for (let i = 0, next = 0; i < variables.length; i++) {
    for (let output = 0; output < outputs.length; output++) {
      if (!call.fresh[i][output]) continue;
      const result = fresh[next++];
      (variables[i][outputs[output].name] as tf.Variable).assign(result);
      result.dispose();
    }
  }
}
