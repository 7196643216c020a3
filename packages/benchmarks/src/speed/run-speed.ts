import type { Bench } from './bench.js';
import { type Shape, shapeLabel } from './shapes.js';
import type { SpeedRecord } from './speed-record.js';
import { type Torch, timeTorch } from './torch.js';

/** What to measure, and the command that repeats it. */
export interface SpeedStudy {
  /** Names of pairs. */
  readonly rules: readonly string[];
  readonly shapes: readonly Shape[];
  readonly rounds: number;
  readonly torch: Torch;
  readonly command: string;
}

/** Told how far it is. */
export interface SpeedWatcher {
  start(task: string): void;
  done(): void;
}

/** How often a study calls `done`. */
export const taskCount = ({ rules, shapes }: SpeedStudy): number => rules.length * (1 + shapes.length);

/** Measures every rule on every shape, one after the other: torch first, then all that share the bench. */
export async function* runSpeed(study: SpeedStudy, bench: Bench, watcher: SpeedWatcher): AsyncGenerator<SpeedRecord> {
  const { shapes, rounds, command } = study;
  for (const rule of study.rules) {
    watcher.start(`torch.optim, ${rule}`);
    const torchTimes = await timeTorch(study.torch, rule, shapes, rounds);
    watcher.done();
    for (const [index, shape] of shapes.entries()) {
      watcher.start(`${rule}, ${shapeLabel(shape)}`);
      const measured = await bench.measure(rule, shape, rounds);
      const { [index]: torch } = torchTimes;
      yield { rule, ...shape, rounds, ...measured, torch, environment: bench.environment(), command };
      watcher.done();
    }
  }
}
