import type * as tf from '@tensorflow/tfjs-core';
import type { Node, Output, Pass } from './graph.js';
import { sizeOf } from './host-memory.js';
import { DeviceLostError, type PassCall, type PassKernel } from './pass-kernel.js';
import { webglShader } from './webgl-shader.js';

/** Where tfjs keeps a tensor: as a texture of so many rows and columns of texels, or still as values. */
interface TextureData {
  readonly shape: number[];
  readonly texture?: { readonly texture: WebGLTexture; readonly texShape: readonly [rows: number, columns: number] };
  /** Four values to a texel; a slice that shares another's texture never is. */
  isPacked?: boolean;
  values?: Float32Array;
}

type Program = WebGLProgram & { readonly vao: WebGLVertexArrayObject };

/** What is needed of tfjs's webgl backend: its textures, its context, and its timers, which tf.profile starts. */
interface WebGLBackend extends tf.KernelBackend {
  readonly gpgpu: {
    readonly gl: WebGL2RenderingContext;
    createProgram(fragmentShader: WebGLShader): Program;
    buildVao(program: Program): void;
    setProgram(program: Program): void;
    bindVertexArray(vertexArray: WebGLVertexArrayObject): void;
    executeProgram(): void;
  };
  readonly texData: { get(dataId: object): TextureData };
  makeTensorInfo(shape: number[], dtype: 'float32'): tf.TensorInfo;
  disposeIntermediateTensorInfo(tensor: tf.TensorInfo): void;
  uploadToGPU(dataId: object): void;
  runWebGLProgram(
    program: object,
    inputs: tf.TensorInfo[],
    dtype: 'float32',
    uniforms: [],
    packed: true,
  ): tf.TensorInfo;
  readonly activeTimers?: object[];
  startTimer(): object;
  endTimer(query: object): object;
  getQueryTime(query: object): Promise<number>;
}

/** Every device can draw to so many textures at once. */
const mostTargets = 4;

/**
 * On the webgl backend: one draw for a variable's outputs, from the old values; two for more than four. Undefined where
 * that cannot be done.
 */
export function webglKernel(backend: tf.KernelBackend, nodes: readonly Node[], pass: Pass): PassKernel | undefined {
  const webgl = backend as WebGLBackend;
  if (!isWebGL2(webgl.gpgpu?.gl) || !webgl.texData || typeof webgl.runWebGLProgram !== 'function') return undefined;
  if (!webglShader(nodes, pass, pass.outputs)) return undefined;
  const { gl } = webgl.gpgpu;
  let draws: ReturnType<typeof drawing>[] | undefined;

  const run = ({ variables, uniforms }: PassCall) => {
    if (gl.isContextLost()) throw new DeviceLostError('webgl', 'its context was lost');
    draws ??= inGroups(pass.outputs).map((outputs) => drawing(webgl, nodes, pass, outputs));
    return variables.flatMap((given, v) => {
      const { shape } = given.param;
      const results = pass.outputs.map(() => emptyTexture(webgl, shape));
      if (sizeOf(shape) === 0) return results;
      const inputs = pass.tensors.map(({ name }) => alike(webgl, given[name], results[0]));
      inGroups(results).forEach((targets, group) => {
        draws![group](inputs, targets, uniforms[v] ?? uniforms[0]);
      });
      pass.tensors.forEach(({ name }, index) => {
        if (inputs[index] !== given[name]) webgl.disposeIntermediateTensorInfo(inputs[index]);
      });
      return results;
    });
  };
  return { run, writesInPlace: false, owns: () => false };
}

/** GLSL ES 3.00 wants it; the older version of tfjs's backend runs eagerly. */
const isWebGL2 = (context: unknown) =>
  typeof WebGL2RenderingContext !== 'undefined' && context instanceof WebGL2RenderingContext;

const inGroups = <T>(outputs: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(outputs.length / mostTargets) }, (_, group) =>
    outputs.slice(group * mostTargets, (group + 1) * mostTargets),
  );

/** Compiles the program for some outputs of a pass, and says how to run it. */
function drawing(webgl: WebGLBackend, nodes: readonly Node[], pass: Pass, outputs: readonly Output[]) {
  const { gpgpu } = webgl;
  const { gl } = gpgpu;
  const shader = gl.createShader(gl.FRAGMENT_SHADER)!;
  gl.shaderSource(shader, webglShader(nodes, pass, outputs)!);
  gl.compileShader(shader);
  const program = gpgpu.createProgram(shader);
  gpgpu.buildVao(program);
  const uniformLocation = gl.getUniformLocation(program, 'u');
  pass.tensors.forEach((_, unit) => {
    gl.uniform1i(gl.getUniformLocation(program, `t${unit}`), unit);
  });
  const framebuffer = gl.createFramebuffer();
  gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer); // tfjs binds its own each time
  gl.drawBuffers(outputs.map((_, target) => gl.COLOR_ATTACHMENT0 + target));
  const textureOf = ({ dataId }: tf.TensorInfo) => webgl.texData.get(dataId).texture!;

  return (inputs: readonly tf.TensorInfo[], targets: readonly tf.TensorInfo[], uniforms: readonly number[]) => {
    const query = webgl.activeTimers && webgl.startTimer();
    gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
    targets.forEach((target, index) => {
      const attachment = gl.COLOR_ATTACHMENT0 + index;
      gl.framebufferTexture2D(gl.FRAMEBUFFER, attachment, gl.TEXTURE_2D, textureOf(target).texture, 0);
    });
    const [rows, columns] = textureOf(targets[0]).texShape;
    gl.viewport(0, 0, columns, rows);
    gl.scissor(0, 0, columns, rows);
    gpgpu.setProgram(program);
    gpgpu.bindVertexArray(program.vao);
    inputs.forEach((input, unit) => {
      gl.activeTexture(gl.TEXTURE0 + unit);
      gl.bindTexture(gl.TEXTURE_2D, textureOf(input).texture);
    });
    if (uniforms.length > 0) gl.uniform1fv(uniformLocation, uniforms as number[]);
    gpgpu.executeProgram();
    if (query) webgl.activeTimers!.push({ name: 'OptimizerZoo', query: webgl.getQueryTime(webgl.endTimer(query)) });
  };
}

function emptyTexture(webgl: WebGLBackend, shape: number[]): tf.TensorInfo {
  const tensor = webgl.makeTensorInfo(shape, 'float32');
  const data = webgl.texData.get(tensor.dataId);
  data.isPacked = true;
  if (sizeOf(shape) === 0) data.values = new Float32Array(0);
  else webgl.uploadToGPU(tensor.dataId);
  return tensor;
}

/** A tensor whose texture is laid out as `model`'s: itself as a rule, else a copy that tfjs lays out so. */
function alike(webgl: WebGLBackend, tensor: tf.TensorInfo, model: tf.TensorInfo): tf.TensorInfo {
  const { shape } = model;
  const data = webgl.texData.get(tensor.dataId);
  const isSame = data.shape.length === shape.length && data.shape.every((length, axis) => length === shape[axis]);
  if (data.texture && data.isPacked && isSame) return tensor;
  const copy = {
    variableNames: ['A'],
    packedInputs: true,
    packedOutput: true,
    outputShape: shape,
    userCode: 'void main() { setOutput(getAAtOutCoords()); }',
  };
  return webgl.runWebGLProgram(copy, [tensor], 'float32', [], true);
}
