import type * as tf from '@tensorflow/tfjs-core';
import type { Node, Pass } from './graph.js';
import { type Arrays, type CpuData, sizeOf } from './host-memory.js';
import type { PassCall, PassKernel } from './pass-kernel.js';
import { memoryOf, moveIn, scratchMemory, scratchPlaces } from './slot-memory.js';
import { wasmInstances } from './wasm-instance.js';
import { layoutOf, Workplace } from './workplace.js';

/**
 * On the cpu backend: through a memory of our own, in which large slots live. A parameter gets a new array each time, as a
 * user may hold the old one.
 */
export function arraysKernel({ backend }: Arrays, nodes: readonly Node[], pass: Pass): PassKernel | undefined {
  const layout = layoutOf(pass);
  const { names, outputs } = layout;
  const slots = outputs.flatMap((place, output) => (names[place] === 'param' ? [] : [{ place, output }]));
  const instances = wasmInstances(nodes, pass, false);
  if (!instances) return undefined;
  const workplaceIn = (memory: WebAssembly.Memory) => new Workplace(layout, instances(memory), memory);
  const scratch = workplaceIn(scratchMemory(names.length));
  const workplaces = new WeakMap<WebAssembly.Memory, Workplace>();

  /** Where the slots that this pass writes live; those that are to be written over move into a memory before. */
  const homesOf = (variables: readonly (readonly CpuData[])[], targets: PassCall['targets']) => {
    if (slots.length === 0 || names.length > scratchPlaces) return [];
    const homes = variables.map((data) => memoryOf(data[slots[0].place].values));
    const homeless = variables.filter(
      (_, v) => !homes[v] && slots.every(({ output }) => targets[v][output] === 'same'),
    );
    const hasMoved = homeless.length > 0 && moveIn(homeless.flatMap((data) => slots.map(({ place }) => data[place])));
    return hasMoved ? variables.map((data) => memoryOf(data[slots[0].place].values)) : homes;
  };
  const workplaceOf = (memory: WebAssembly.Memory | undefined): Workplace => {
    if (!memory) return scratch;
    const known = workplaces.get(memory) ?? workplaceIn(memory);
    workplaces.set(memory, known);
    return known;
  };

  const run = ({ variables, uniforms, targets, sums }: PassCall) => {
    const results: tf.TensorInfo[] = [];
    const all = variables.map((given) => names.map((name) => backend.data.get(given[name].dataId)));
    const homes = homesOf(all, targets);
    for (let v = 0; v < variables.length; v++) {
      const { shape } = variables[v].param;
      const { [v]: data } = all;
      const values = workplaceOf(homes[v]).run(data, targets[v], sizeOf(shape), uniforms[v] ?? uniforms[0], sums[v]);
      for (let i = 0; i < outputs.length; i++) {
        if (targets[v][i] === 'new') results.push(backend.makeTensorInfo(shape, 'float32', values[i]));
        if (targets[v][i] === 'renewed') data[outputs[i]].values = values[i]!;
      }
    }
    return results;
  };
  return { run, writesInPlace: true, owns: ({ dataId }) => backend.data.get(dataId).refCount === 1 };
}
