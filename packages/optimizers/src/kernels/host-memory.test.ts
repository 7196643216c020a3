import type * as tf from '@tensorflow/tfjs-core';
import { hostMemory } from './host-memory.js';

/** What tfjs-node's backend has: values that wait, or a tensor of TensorFlow. */
function nodeBackend() {
  const deleted: number[] = [];
  const tensors = new Map<object, { values: Float32Array | null; id: number; refCount: number }>();
  const backend = {
    tensorMap: tensors,
    binding: { deleteTensor: (id: number) => deleted.push(id) },
    readSync: () => new Float32Array([1, 2]),
    write(values: Float32Array) {
      const dataId = {};
      tensors.set(dataId, { values, id: -1, refCount: 1 });
      return dataId;
    },
  };
  return { backend, tensors, deleted, arrays: hostMemory(backend as unknown as tf.KernelBackend)! };
}

test('a tensor that TensorFlow holds is fetched once, and TensorFlow’s is deleted', () => {
  const { tensors, deleted, arrays } = nodeBackend();
  if (arrays.kind !== 'arrays') throw new Error('it is arrays');
  const dataId = {};
  tensors.set(dataId, { values: null, id: 7, refCount: 1 });
  const data = arrays.backend.data.get(dataId);
  data.values[0] = 5; // what is written there is the tensor's
  expect([...arrays.backend.data.get(dataId).values]).toEqual([5, 2]);
  expect(deleted).toEqual([7]);
  expect(tensors.get(dataId)!.id).toBe(-1);
});

test('what is made waits until an operation asks for it', () => {
  const { tensors, arrays } = nodeBackend();
  if (arrays.kind !== 'arrays') throw new Error('it is arrays');
  const values = new Float32Array(3);
  const made = arrays.backend.makeTensorInfo([3], 'float32', values);
  expect(made).toMatchObject({ shape: [3], dtype: 'float32' });
  expect(tensors.get(made.dataId)).toMatchObject({ values, id: -1 });
});
