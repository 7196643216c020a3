import * as tf from '@tensorflow/tfjs-core';
import { type Inputs, inFloat32, type Scalars } from '../rule/scalars.js';
import { isGlobal } from './folds.js';
import { evaluateScalars, isIdle, type Pass, type Program } from './graph.js';
import { kernelsOf } from './kernel-registry.js';
import type { PassCall, Target } from './pass-kernel.js';
import type { NewScalars, Step, StepVariable } from './step.js';

/** The whole step as one kernel for each pass; undefined, with nothing done, where that is impossible. */
export function fusedStep({ rule, program, variables, inputs, inPlace, exported }: Step): NewScalars | undefined {
  const kernels = kernelsOf(tf.backend(), rule.name, program);
  if (!kernels) return undefined;

  // One table of scalars for each variable where some differ between variables, one for all otherwise.
  const { nodes, passes } = program;
  const tables = inputs.map((own) => tableOf(program, own));
  if (program.perVariable) while (tables.length < variables.length) tables.push(tables[0].slice());
  const { writesInPlace, owns } = kernels[0];
  // Slots are the optimizer's; a parameter's buffer may be shared with a user's slice, or be a dataSync() result (on cpu).
  const targetOf = (name: string, tensors: StepVariable): Target => {
    if (!writesInPlace) return 'new';
    if (name === 'param' ? inPlace : !exported.has(tensors)) return 'same';
    return owns(tensors[name]!) ? 'renewed' : 'new';
  };

  for (const [stage, pass] of passes.entries()) {
    for (const table of tables) evaluateScalars(nodes, pass.scalars, table);
    if (isIdle(pass)) continue;
    const sums: number[][] = pass.reductions.length > 0 ? variables.map(() => []) : [];
    runPass(kernels[stage].name, pass, variables, {
      variables: variables as PassCall['variables'],
      uniforms: tables.map((table) => pass.uniforms.map((id) => table[id])),
      targets: variables.map((tensors) => pass.outputs.map(({ name }) => targetOf(name, tensors))),
      sums,
    });
    for (const [i, id] of pass.reductions.entries()) {
      const total = sums.reduce((sum, { [i]: own }) => sum + own, 0);
      for (const [index, table] of tables.entries()) {
        table[id] = isGlobal(nodes[id].operation) ? total : sums[index][i];
      }
    }
  }
  const kept = (outputs: Program['globalState'], table: readonly number[]): Scalars =>
    Object.fromEntries(outputs.map(({ name, node }) => [name, inFloat32(table[node])]));
  return {
    globalState: kept(program.globalState, tables[0]),
    variableState: program.variableState.length > 0 ? tables.map((table) => kept(program.variableState, table)) : [],
  };
}

function tableOf({ constants, inputs }: Program, values: Inputs): number[] {
  const table = constants.slice();
  for (const { name, node } of inputs) table[node] = values[name] as number;
  return table;
}

function runPass(kernel: string, { outputs }: Pass, variables: readonly StepVariable[], call: PassCall): void {
  // tfjs wants to know what goes in (for its profile and its tape), the kernel more than that.
  const tensors: tf.Tensor[] = [];
  for (const { param, grad } of variables) {
    tensors.push(param);
    if (grad) tensors.push(grad);
  }
  const made = tf
    .engine()
    .runKernel<tf.Tensor[]>(kernel, tensors as unknown as tf.NamedTensorMap, call as unknown as tf.NamedAttrMap);
  for (let i = 0, next = 0; i < variables.length; i++) {
    for (let output = 0; output < outputs.length; output++) {
      if (call.targets[i][output] !== 'new') continue;
      const result = made[next++];
      (variables[i][outputs[output].name] as tf.Variable).assign(result);
      result.dispose();
    }
  }
}
