import { type Node, type Pass, tensorNames } from './graph.js';
import { arithmetic, type Dialect, hexadecimal, outputValue, printStatements } from './shader.js';

/** WGSL, on one value at a time. */
const wgsl: Dialect = {
  define: (name, expression) => `let ${name} = ${expression};`,
  literal: (value) => `bitcast<f32>(${hexadecimal(value)})`,
  isNaN: (x) => `((bitcast<u32>(${x}) & 0x7fffffffu) > 0x7f800000u)`,
  operations: {
    ...arithmetic,
    greater: (a, b) => `${a} > ${b}`,
    greaterEqual: (a, b) => `${a} >= ${b}`,
    less: (a, b) => `${a} < ${b}`,
    lessEqual: (a, b) => `${a} <= ${b}`,
    equal: (a, b) => `${a} == ${b}`,
    logicalAnd: (a, b) => `${a} && ${b}`,
    logicalOr: (a, b) => `${a} || ${b}`,
    logicalNot: (a) => `!(${a})`,
    where: (condition, a, b) => `select(${b}, ${a}, ${condition})`,
  },
};

export const workgroupSize = 64;

/** Bytes of the uniforms: WGSL wants an array of vec4. */
export const uniformBytes = (pass: Pass) => 16 * Math.ceil(pass.uniforms.length / 4);

/**
 * A pass as a compute shader. Bindings of group 0: the tensors by name, then the fresh outputs; of group 1: the
 * uniforms. Undefined where an operation has no form in WGSL, which lacks NaN and infinities.
 *
 * @param fresh for each output: whether it goes to a new buffer, or over the old values.
 */
export function webgpuShader(nodes: readonly Node[], pass: Pass, fresh: readonly boolean[]): string | undefined {
  if (nodes.some(({ value }) => value !== undefined && !Number.isFinite(value))) return undefined;
  const names = tensorNames(pass);
  const statements = printStatements(wgsl, nodes, pass, {
    tensor: (index) => `t${names.indexOf(pass.tensors[index].name)}[i]`,
    uniform: (index) => `u[${index >> 2}][${index & 3}]`,
  });
  if (!statements) return undefined;

  const overwritten = new Set(pass.outputs.flatMap(({ name }, i) => (fresh[i] ? [] : [name])));
  const buffer = (binding: number, access: string, name: string) =>
    `@group(0) @binding(${binding}) var<storage, ${access}> ${name}: array<f32>;`;
  let next = 0;
  const targets = pass.outputs.map(({ name }, i) => (fresh[i] ? `f${next++}` : `t${names.indexOf(name)}`));
  return [
    ...names.map((name, i) => buffer(i, overwritten.has(name) ? 'read_write' : 'read', `t${i}`)),
    ...Array.from({ length: next }, (_, i) => buffer(names.length + i, 'read_write', `f${i}`)),
    pass.uniforms.length > 0 && `@group(1) @binding(0) var<uniform> u: array<vec4f, ${uniformBytes(pass) / 16}>;`,
    `@compute @workgroup_size(${workgroupSize})`,
    'fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {',
    `  let i = id.y * groups.x * ${workgroupSize}u + id.x;`,
    '  if (i >= arrayLength(&t0)) { return; }',
    `  ${statements}`,
    ...pass.outputs.map(({ node }, i) => `  ${targets[i]}[i] = ${outputValue(wgsl, nodes, node)};`),
    '}',
  ]
    .filter(Boolean)
    .join('\n');
}
