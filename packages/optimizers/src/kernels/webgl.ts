import type * as tf from '@tensorflow/tfjs';
import type { Node, Pass } from './graph.js';
import { DeviceLostError, type PassCall, type PassKernel } from './pass-kernel.js';
import { arithmetic, type Dialect, hexadecimal, outputValue, printStatements } from './shader.js';

/** What is needed of tfjs's webgl backend. */
interface WebGLBackend extends tf.KernelBackend {
  runWebGLProgram(
    program: object,
    inputs: readonly tf.TensorInfo[],
    dtype: 'float32',
    uniforms: readonly (readonly number[])[],
    preventEagerUnpacking: boolean,
  ): tf.TensorInfo;
  readonly gpgpu: { readonly gl: WebGL2RenderingContext };
}

/** GLSL ES 3.00, on four values at a time, as tfjs packs them. */
const glsl: Dialect = {
  define: (name, expression, isCondition) => `${isCondition ? 'bvec4' : 'vec4'} ${name} = ${expression};`,
  literal: (value) => `vec4(uintBitsToFloat(${hexadecimal(value)}))`,
  isNaN: (x) => `isnan(${x})`,
  operations: {
    ...arithmetic,
    greater: (a, b) => `greaterThan(${a}, ${b})`,
    greaterEqual: (a, b) => `greaterThanEqual(${a}, ${b})`,
    less: (a, b) => `lessThan(${a}, ${b})`,
    lessEqual: (a, b) => `lessThanEqual(${a}, ${b})`,
    equal: (a, b) => `equal(${a}, ${b})`,
    logicalAnd: (a, b) => `bvec4(uvec4(${a}) & uvec4(${b}))`,
    logicalOr: (a, b) => `bvec4(uvec4(${a}) | uvec4(${b}))`,
    logicalNot: (a) => `not(${a})`,
    where: (condition, a, b) => `mix(${b}, ${a}, ${condition})`,
  },
};

/** On the webgl backend: one program for each output, from the old values. Undefined where that cannot be done. */
export function webglKernel(backend: tf.KernelBackend, nodes: readonly Node[], pass: Pass): PassKernel | undefined {
  const webgl = backend as WebGLBackend;
  if (typeof webgl.runWebGLProgram !== 'function' || !isWebGL2(webgl.gpgpu?.gl)) return undefined;
  const statements = printStatements(glsl, nodes, pass, {
    tensor: (index) => `getT${index}AtOutCoords()`,
    uniform: (index) => `vec4(u${index})`,
  });
  if (!statements) return undefined;

  const programs = pass.outputs.map(({ node }) => ({
    variableNames: pass.tensors.map((_, index) => `T${index}`),
    customUniforms: pass.uniforms.map((_, index) => ({ name: `u${index}`, type: 'float' })),
    packedInputs: true,
    packedOutput: true,
    userCode: `
void main() {
  ${statements}
  setOutput(${outputValue(glsl, nodes, node)});
}`,
  }));
  const run = ({ variables, uniforms }: PassCall) => {
    if (webgl.gpgpu.gl.isContextLost()) throw new DeviceLostError('webgl', 'its context was lost');
    return variables.flatMap((given, v) => {
      const inputs = pass.tensors.map(({ name }) => given[name]);
      const values = (uniforms[v] ?? uniforms[0]).map((value) => [value]);
      return programs.map((program) =>
        webgl.runWebGLProgram({ ...program, outputShape: given.param.shape }, inputs, 'float32', values, true),
      );
    });
  };
  return { run, writesInPlace: false, owns: () => false };
}

/** GLSL ES 3.00 wants it; the older version of tfjs's backend runs eagerly. */
const isWebGL2 = (context: unknown) =>
  typeof WebGL2RenderingContext !== 'undefined' && context instanceof WebGL2RenderingContext;
