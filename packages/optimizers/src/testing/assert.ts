import * as tf from '@tensorflow/tfjs-core';
import { hostMemory } from '../kernels/host-memory.js';

/** Numbers by what they are called. */
export type State = Readonly<Record<string, readonly number[]>>;

/** What is said of an optimizer is not so. */
export function assert(holds: boolean, sentence: string): asserts holds {
  if (!holds) throw new Error(sentence);
}

/** Whether the backend computes as the host does, to the last bit. */
export function isExact(): boolean {
  const host = hostMemory(tf.backend());
  return host !== undefined && !(host.kind === 'arrays' && host.flushesDenormals);
}

/** How far two ways to the same number may part, relative to 1 + |x|: nowhere on the host, 1e-6 on a GPU. */
export const tolerance = () => (isExact() ? 0 : 1e-6);

const distance = (a: number, b: number) => (Object.is(a, b) ? 0 : Math.abs(a - b) / (1 + Math.abs(b)));

/** Zero has a sign, which counts where nothing else may differ. */
const agree = (a: number, b: number, allowed: number) => (allowed === 0 ? Object.is(a, b) : distance(a, b) <= allowed);

/** Throws unless two states have the same names and lengths, and the same numbers to within `allowed`; `when` says where. */
export function assertEqual(actual: State, expected: State, when: string, allowed = tolerance()): void {
  const [ours, theirs] = [actual, expected].map((state) => Object.keys(state).sort().join(', '));
  assert(ours === theirs, `${when}: there is ${ours}, but there should be ${theirs}.`);
  for (const [name, values] of Object.entries(actual)) {
    const wanted = expected[name];
    assert(
      values.length === wanted.length,
      `${when}: ${name} has ${values.length} numbers, but should have ${wanted.length}.`,
    );
    const worst = values.findIndex((value, i) => !agree(value, wanted[i], allowed));
    assert(worst < 0, `${when}: ${name}[${worst}] is ${values[worst]}, but should be ${wanted[worst]}.`);
  }
}

/** Throws unless every number is finite. */
export function assertFinite(state: State, when: string): void {
  for (const [name, values] of Object.entries(state)) {
    const bad = values.findIndex((value) => !Number.isFinite(value));
    assert(bad < 0, `${when}: ${name}[${bad}] is ${values[bad]}.`);
  }
}

/** Throws unless some number of one state differs from the other's. */
export function assertDiffers(actual: State, expected: State, when: string): void {
  const moved = Object.entries(actual).some(([name, values]) => values.some((value, i) => value !== expected[name][i]));
  assert(moved, `${when}: ${Object.keys(actual).join(', ')} should have changed, but did not.`);
}

/** Throws unless `attempt` throws an Error whose message contains `part`. */
export function assertThrows(attempt: () => unknown, part: string, when: string): void {
  try {
    attempt();
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    assert(said.includes(part), `${when}: the error is '${said}', but should contain '${part}'.`);
    return;
  }
  assert(false, `${when} is accepted, but should be an error that contains '${part}'.`);
}
