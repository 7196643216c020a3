import type { Code } from './wasm-assembler.js';
import * as wasm from './wasm-assembler.js';

/** A function of a module: its parameters' types, its locals and code (see `wasmFunction`). */
export interface ModuleFunction {
  readonly name: string;
  readonly parameters: readonly Code[];
  readonly code: Code;
}

interface Further {
  /** Exported globals: type, whether they change, and first value. */
  readonly globals?: Readonly<Record<string, Code>>;
  /** Whether the memory is one that threads share. */
  readonly sharedMemory?: boolean;
}

/** A WebAssembly module that exports functions without results over an imported memory, `env.memory`. */
export function wasmModule(
  functions: readonly ModuleFunction[],
  { globals = {}, sharedMemory = false }: Further = {},
): Uint8Array {
  const limits: Code = sharedMemory ? [3, 0, wasm.u32(65536)] : [0, 0];
  const exported =
    (kind: number) =>
    (name: string, index: number): Code => [wasm.name(name), kind, wasm.u32(index)];
  const exports = [...functions.map(({ name }) => name).map(exported(0)), ...Object.keys(globals).map(exported(3))];
  const module: Code = [
    [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    wasm.section(1, wasm.vector(functions.map(({ parameters }) => [0x60, wasm.vector(parameters), 0]))),
    wasm.section(2, wasm.vector([[wasm.name('env'), wasm.name('memory'), 2, limits]])),
    wasm.section(3, wasm.vector(functions.map((_, index) => wasm.u32(index)))),
    wasm.section(6, wasm.vector(Object.values(globals))),
    wasm.section(7, wasm.vector(exports)),
    wasm.section(10, wasm.vector(functions.map(({ code }) => wasm.sized(code)))),
  ];
  return new Uint8Array(wasm.bytes(module));
}
