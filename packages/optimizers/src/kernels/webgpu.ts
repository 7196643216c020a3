/// <reference types="@webgpu/types" />
import type * as tf from '@tensorflow/tfjs-core';
import { type Node, type Pass, tensorNames } from './graph.js';
import { sizeOf } from './host-memory.js';
import { memoize } from './memoize.js';
import { DeviceLostError, type PassCall, type PassKernel } from './pass-kernel.js';
import { uniformBytes, webgpuShader, workgroupSize } from './webgpu-shader.js';

/** What is needed of tfjs's webgpu backend: its device, its buffers, and the commands it has not submitted yet. */
interface WebGPUBackend extends tf.KernelBackend {
  readonly device: GPUDevice;
  readonly bufferManager: { acquireBuffer(size: number, usage: number): GPUBuffer };
  readonly tensorMap: { get(dataId: object): { values: unknown; resource: GPUBuffer } };
  uploadToGPU(dataId: object): void;
  makeTensorInfo(shape: number[], dtype: 'float32'): tf.TensorInfo;
  ensureCommandEncoderReady(): void;
  endComputePassEncoder(): void;
  submitQueue(): void;
  readonly commandEncoder: GPUCommandEncoder;
  computePassEncoder: GPUComputePassEncoder | null;
  dispatchCountInPass: number;
  readonly commandQueueOwnedIds: WeakSet<object>;
  readonly uniformPendingDisposal: GPUBuffer[];
}

/**
 * On the webgpu backend: one compute shader for all outputs, in place where that is safe, recorded among tfjs's own
 * commands. Undefined where that cannot be done.
 */
export function webgpuKernel(backend: tf.KernelBackend, nodes: readonly Node[], pass: Pass): PassKernel | undefined {
  const webgpu = backend as WebGPUBackend;
  if (!webgpu.device || !webgpu.bufferManager || !webgpu.tensorMap || !('dispatchCountInPass' in webgpu))
    return undefined;
  const allFresh = pass.outputs.map(() => true);
  if (!webgpuShader(nodes, pass, allFresh)) return undefined;

  const names = tensorNames(pass);
  const pipelineFor = memoize((fresh: readonly boolean[]) => {
    const code = webgpuShader(nodes, pass, fresh)!;
    const module = webgpu.device.createShaderModule({ code });
    return webgpu.device.createComputePipeline({ layout: 'auto', compute: { module, entryPoint: 'main' } });
  });
  const bind = cachedBindGroups(webgpu.device);

  let lost: GPUDeviceLostInfo | undefined;
  webgpu.device.lost.then((info) => {
    lost = info;
  });

  const run = ({ variables, uniforms, targets }: PassCall) => {
    if (lost) throw new DeviceLostError('webgpu', lost.message || lost.reason);
    const uniformBuffers =
      pass.uniforms.length > 0 ? uniforms.map((values) => uniformBuffer(webgpu, pass, values)) : [];
    const results = variables.flatMap((given, v) => {
      const fresh = targets[v].map((target) => target === 'new');
      const written = pass.outputs.filter((_, i) => fresh[i]);
      const own = written.map(() => webgpu.makeTensorInfo(given.param.shape, 'float32'));
      if (sizeOf(given.param.shape) === 0) return own.map((result) => withoutElements(webgpu, result));
      const buffers = [...names.map((name) => given[name]), ...own].map((tensor) => bufferOf(webgpu, tensor));
      const pipeline = pipelineFor(fresh);
      const groups = [bind(pipeline, 0, buffers)];
      if (uniformBuffers.length > 0) groups.push(bind(pipeline, 1, [uniformBuffers[v] ?? uniformBuffers[0]]));
      record(webgpu, pipeline, groups, Math.ceil(sizeOf(given.param.shape) / workgroupSize));
      // tfjs keeps what it has read of a tensor, and would give it out again.
      pass.outputs.forEach(({ name }, i) => {
        if (!fresh[i]) webgpu.tensorMap.get(given[name].dataId).values = null;
      });
      return own;
    });
    submitIfFull(webgpu); // not before: it gives back the uniforms, which all variables may share
    return results;
  };
  // Slices and dataSync() copy here; only tensors of one data id, which are counted, share a buffer.
  return { run, writesInPlace: true, owns: ({ dataId }) => webgpu.refCount(dataId) === 1 };
}

function bufferOf(webgpu: WebGPUBackend, { dataId }: tf.TensorInfo): GPUBuffer {
  webgpu.uploadToGPU(dataId);
  webgpu.commandQueueOwnedIds.add(dataId);
  return webgpu.tensorMap.get(dataId).resource;
}

function withoutElements(webgpu: WebGPUBackend, tensor: tf.TensorInfo): tf.TensorInfo {
  webgpu.tensorMap.get(tensor.dataId).values = new Float32Array(0);
  return tensor;
}

/** A buffer of this step's scalars, which tfjs takes back once it has submitted. */
function uniformBuffer(webgpu: WebGPUBackend, pass: Pass, values: readonly number[]): GPUBuffer {
  const data = new Float32Array(uniformBytes(pass) / 4);
  data.set(values);
  const buffer = webgpu.bufferManager.acquireBuffer(data.byteLength, GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST);
  webgpu.device.queue.writeBuffer(buffer, 0, data);
  webgpu.uniformPendingDisposal.push(buffer);
  return buffer;
}

const largestDispatch = 65535;
/** tfjs's default of its flag WEBGPU_DEFERRED_SUBMIT_BATCH_SIZE. */
const submitAfter = 15;

function record(
  webgpu: WebGPUBackend,
  pipeline: GPUComputePipeline,
  groups: readonly GPUBindGroup[],
  workgroups: number,
) {
  webgpu.ensureCommandEncoderReady();
  webgpu.computePassEncoder ??= webgpu.commandEncoder.beginComputePass();
  const { computePassEncoder: encoder } = webgpu;
  encoder.setPipeline(pipeline);
  groups.forEach((group, index) => {
    encoder.setBindGroup(index, group);
  });
  const rows = Math.ceil(workgroups / largestDispatch);
  encoder.dispatchWorkgroups(Math.ceil(workgroups / rows), rows);
  webgpu.dispatchCountInPass++;
}

function submitIfFull(webgpu: WebGPUBackend): void {
  if (webgpu.dispatchCountInPass < submitAfter) return;
  webgpu.endComputePassEncoder();
  webgpu.submitQueue();
}

/** Bind groups by their buffers: in steady training a variable's are the same at each step. */
function cachedBindGroups(device: GPUDevice) {
  const known = new WeakMap<
    GPUBuffer,
    { pipeline: GPUComputePipeline; buffers: readonly GPUBuffer[]; group: GPUBindGroup }
  >();
  return (pipeline: GPUComputePipeline, index: number, buffers: readonly GPUBuffer[]): GPUBindGroup => {
    const last = known.get(buffers[0]);
    const same = last?.pipeline === pipeline && last.buffers.every((buffer, i) => buffer === buffers[i]);
    if (last && same) return last.group;
    const entries = buffers.map((buffer, binding) => ({ binding, resource: { buffer } }));
    const group = device.createBindGroup({ layout: pipeline.getBindGroupLayout(index), entries });
    known.set(buffers[0], { pipeline, buffers, group });
    return group;
  };
}
