import type * as tf from '@tensorflow/tfjs-core';
import type { Node, Pass } from './graph.js';
import { type Heap, renumber, sizeOf } from './host-memory.js';
import type { PassCall, PassKernel } from './pass-kernel.js';
import { wasmInstances } from './wasm-instance.js';
import { isShared } from './wasm-memory.js';

/** On the wasm backend: straight on its heap. */
export function heapKernel({ backend, memory }: Heap, nodes: readonly Node[], pass: Pass): PassKernel | undefined {
  const instance = wasmInstances(nodes, pass, isShared(memory))?.(memory);
  if (!instance) return undefined;
  const { args } = instance;
  const { tensors, outputs } = pass;
  // Reading an offset may bring a tensor here from another backend; it moves no other.
  const offsetOf = ({ dataId }: tf.TensorInfo) => backend.dataIdMap.get(dataId).memoryOffset;
  const param = outputs.findIndex(({ name }) => name === 'param');
  // Where an output written in place is among the arguments already; looking it up again takes as long as the first time.
  const known = outputs.map(({ name }) => 1 + tensors.findIndex((tensor) => tensor.name === name));
  const run = ({ variables, uniforms, targets, sums }: PassCall) => {
    const results: tf.TensorInfo[] = [];
    for (let v = 0; v < variables.length; v++) {
      const { [v]: given } = variables;
      let next = 0;
      args[next++] = sizeOf(given.param.shape);
      for (let i = 0; i < tensors.length; i++) args[next++] = offsetOf(given[tensors[i].name]);
      for (let i = 0; i < outputs.length; i++) {
        const isNew = targets[v][i] === 'new';
        if (isNew) results.push(backend.makeOutput(given.param.shape, 'float32'));
        if (isNew) args[next++] = offsetOf(results[results.length - 1]);
        else args[next++] = known[i] > 0 ? args[known[i]] : offsetOf(given[outputs[i].name]);
      }
      if (v < uniforms.length) for (const uniform of uniforms[v]) args[next++] = uniform;
      instance.clearSums();
      instance.run(args);
      instance.readSums(sums[v]);
      if (param >= 0 && targets[v][param] !== 'new') renumber(backend, given.param);
    }
    return results;
  };
  // Slices and dataSync() copy here; only tensors of one data id, which are counted, share a buffer.
  const canRenumber = backend.wasm.tfjs?.registerTensor !== undefined && backend.dataIdNextNumber !== undefined;
  return { run, writesInPlace: true, owns: ({ dataId }) => canRenumber && backend.refCount(dataId) === 1 };
}
