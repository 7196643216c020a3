import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import * as v from 'valibot';
import { type Shape, stepsPerRound } from './shapes.js';
import { type SpeedRecord, speedRecord } from './speed-record.js';

/** A Python that has torch, or why there is none. */
export type Torch = { readonly python: string } | { readonly skipped: string };

const script = fileURLToPath(new URL('../../src/speed/torch_optim.py', import.meta.url)); // the same from src and dist

const printed = v.object({ version: v.string(), times: v.array(v.record(v.string(), v.unknown())) });

const run = promisify(execFile);

/** The first of these Pythons that can import torch. */
export async function findTorch(pythons: readonly string[]): Promise<Torch> {
  const misses: string[] = [];
  for (const python of pythons) {
    try {
      await run(python, ['-c', 'import torch']);
      return { python };
    } catch (error) {
      misses.push(`${python}: ${lastLine(error)}`);
    }
  }
  return { skipped: misses.join('; ') };
}

/** Times torch.optim on each shape in a process of its own; where that fails, the reason for each. */
export async function timeTorch(
  torch: Torch,
  rule: string,
  shapes: readonly Shape[],
  rounds: number,
): Promise<SpeedRecord['torch'][]> {
  if ('skipped' in torch) return shapes.map(() => torch);
  const asked = shapes.map((shape) => [shape.variables, shape.elements, stepsPerRound(shape)]);
  try {
    const { stdout } = await run(torch.python, [script, rule, String(rounds), JSON.stringify(asked)]);
    const { version, times } = v.parse(printed, JSON.parse(stdout));
    return shapes.map((_, index) => v.parse(speedRecord.entries.torch, { version, ...times[index] }));
  } catch (error) {
    return shapes.map(() => ({ skipped: `${torch.python}: ${lastLine(error)}` }));
  }
}

/** Python names the error in the last line of its traceback. */
function lastLine(error: unknown): string {
  const { stderr, message } = error as Error & { stderr?: string };
  return (stderr?.trim() || message).split('\n').at(-1)!;
}
