import * as tf from '@tensorflow/tfjs';
import { evaluateScalars, type NodeId, type Pass } from './graph.js';
import { kernelOf } from './kernel-registry.js';
import type { PassAttributes } from './pass-kernel.js';
import type { Memory, Step, StepVariable } from './step.js';

/** The whole step as one kernel for each pass and variable; undefined, with nothing done, where that is impossible. */
export function fusedStep(step: Step): Memory | undefined {
  const { rule, program, variables, inputs } = step;
  const { nodes, passes } = program;
  const backend = tf.backend();
  const kernels = passes.map((pass) => kernelOf(backend, rule.name, nodes, pass));
  if (kernels.includes(undefined)) return undefined;

  // One table of scalars for each variable where some differ between variables, one for all otherwise.
  const shared = Float64Array.from(program.constants);
  for (const { name, node } of program.inputs) shared[node] = inputs[name] as number;
  const tables = program.perVariable ? variables.map(() => Float64Array.from(shared)) : [shared];
  const tableOf = (variable: number) => tables[program.perVariable ? variable : 0];

  passes.forEach((pass, stage) => {
    for (const table of tables) {
      evaluateScalars(nodes, pass.stepScalars, table);
      evaluateScalars(nodes, pass.variableScalars, table);
    }
    const fresh = pass.outputs.map(({ name }) => name === 'param' || step.slotsAreShared);
    const attributes = tables.map((table) => ({
      uniforms: pass.uniforms.map((id) => table[id]),
      fresh,
      sums: [] as number[],
    }));
    const totals = new Map<NodeId, number>();
    variables.forEach((variable, index) => {
      const attribute = attributes[program.perVariable ? index : 0];
      runPass(kernels[stage]!, pass, variable, attribute);
      pass.reductions.forEach((id, reduction) => {
        const sum = attribute.sums[reduction];
        if (nodes[id].operation === 'sum') tableOf(index)[id] = sum;
        else totals.set(id, (totals.get(id) ?? 0) + sum);
      });
    });
    for (const [id, total] of totals) for (const table of tables) table[id] = total;
  });
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
