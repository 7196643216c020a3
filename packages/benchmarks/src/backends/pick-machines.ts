import { InputError } from '../cli/input-error.js';
import { backendNames, defaultBackend, defaultMachines, machines, plainArrays } from './backend-names.js';
import { pickBackend } from './pick-backend.js';

/** Where runs are computed, in the order of preference, and why there. */
export interface MachinesChoice {
  readonly machines: readonly string[];
  readonly because: string;
}

/**
 * The machines that are asked for: float64 where problem and optimizer allow it, and a tfjs backend for the rest, unless it
 * is said otherwise. Makes that backend the one that tf uses.
 */
export async function pickMachines(given?: string): Promise<MachinesChoice> {
  const asked = given ?? defaultMachines;
  if (!machines.test(asked)) {
    const names = [plainArrays, ...backendNames].join(', ');
    throw new InputError(`--backend is '${asked}', but must be one of ${names}, or two as ${plainArrays},wasm.`);
  }
  const wanted = asked.split(',').find((name) => name !== plainArrays);
  const { backend, because } = await pickBackend(wanted ?? defaultBackend); // tf's optimizers need one to be made
  const isPlain = asked.startsWith(plainArrays) || wanted === 'auto';
  return {
    machines: [...(isPlain ? [plainArrays] : []), ...(wanted ? [backend] : [])],
    because: given === undefined ? 'the default' : because,
  };
}
