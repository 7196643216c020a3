import type { Node, Output, Pass } from './graph.js';
import { arithmetic, type Dialect, hexadecimal, outputValue, printStatements } from './shader.js';

/** GLSL ES 3.00, on four values at a time, as tfjs packs them. */
const glsl: Dialect = {
  define: (name, expression, isCondition) => `${isCondition ? 'bvec4' : 'vec4'} ${name} = ${expression};`,
  literal: (value) => `vec4(uintBitsToFloat(${hexadecimal(value)}))`,
  isNaN: (x) => `greaterThan(floatBitsToUint(${x}) & 0x7fffffffu, uvec4(0x7f800000u))`,
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

/**
 * A fragment shader that computes some outputs of a pass: texel by texel, as all its textures are laid out alike. It
 * reads the tensors as samplers t0, t1, … and the uniforms as an array u. Undefined where an operation has no form in GLSL.
 */
export function webglShader(nodes: readonly Node[], pass: Pass, outputs: readonly Output[]): string | undefined {
  const statements = printStatements(glsl, nodes, pass, {
    tensor: (index) => `texelFetch(t${index}, texel, 0)`,
    uniform: (index) => `vec4(u[${index}])`,
  });
  if (!statements) return undefined;
  return [
    '#version 300 es',
    'precision highp float;',
    'precision highp sampler2D;',
    ...pass.tensors.map((_, index) => `uniform sampler2D t${index};`),
    pass.uniforms.length > 0 && `uniform float u[${pass.uniforms.length}];`,
    ...outputs.map((_, index) => `layout(location = ${index}) out vec4 o${index};`),
    'void main() {',
    '  ivec2 texel = ivec2(gl_FragCoord.xy);',
    `  ${statements}`,
    ...outputs.map(({ node }, index) => `  o${index} = ${outputValue(glsl, nodes, node)};`),
    '}',
  ]
    .filter(Boolean)
    .join('\n');
}
