import { type Budget, unitOf } from '../study/budget.js';
import { divergence } from '../study/divergence.js';
import type { RunRecord } from '../study/run-record.js';
import { breathe } from './breathe.js';
import { gradientCost, type Machine } from './machine.js';
import type { Observer } from './observer.js';
import { Recorder } from './recorder.js';

export type Outcome = Pick<
  RunRecord,
  'status' | 'reason' | 'curve' | 'spent' | 'heldOut' | 'trajectory' | 'instruments' | 'timing'
>;

/** Milliseconds after which a run looks up: whether its process is still wanted. */
const breath = 100;

/** What is known of a problem that a run is judged by. */
interface Known {
  readonly isPlane: boolean;
  readonly minimum?: number;
  /** Reads instruments, where they are asked for. */
  readonly observer?: Pick<Observer, 'before'>;
}

/** Makes steps until the budget is used, and takes down what comes of them. */
export async function drive(machine: Machine, budget: Budget, { isPlane, minimum, observer }: Known): Promise<Outcome> {
  const unit = unitOf(budget);
  const limit = budget[unit]!;
  const recorder = new Recorder(isPlane);
  const timing = { firstStep: 0, otherSteps: 0, steps: 0 };
  const seconds = () => timing.firstStep + timing.otherSteps;
  const used = { steps: () => timing.steps, seconds, gradients: () => gradientCost(machine.cost()) }[unit];
  const start = await machine.objective();
  const judge = async (step: number, objective: number) => {
    recorder.add(step, objective, machine.cost(), seconds());
    if (machine.heldOut) recorder.addHeldOut(await machine.heldOut());
  };
  await judge(0, start);
  if (isPlane) recorder.addPoint(await machine.point());
  let looked = performance.now();
  for (let step = 1; used() < limit; step++) {
    if (performance.now() - looked > breath) {
      await breathe();
      looked = performance.now();
    }
    const at = recorder.curve.length - 1;
    const look = observer && recorder.isReadingDue(step, used() / limit);
    const reader = look ? await observer.before(step, await machine.point()) : undefined;
    const before = performance.now(); // webgpu only takes the commands down; the others have computed by then
    const ended = machine.step(step);
    timing[step === 1 ? 'firstStep' : 'otherSteps'] += (performance.now() - before) / 1000;
    if (ended) {
      if (recorder.last !== timing.steps) await judge(timing.steps, await machine.objective());
      return { ...end(ended.hasDiverged ? 'diverged' : 'ok'), reason: ended.reason };
    }
    if (reader) recorder.addReadings(at, reader(await machine.point()));
    timing.steps = step;
    const progress = used() / limit;
    if (recorder.isPointDue(step, progress)) recorder.addPoint(await machine.point());
    if (!recorder.isDue(step, progress)) continue;
    const objective = await machine.objective();
    await judge(step, objective);
    const trouble = divergence(objective, start, minimum);
    if (trouble) return { ...end('diverged'), reason: `the objective ${trouble} at step ${step}` };
  }
  return end('ok');

  function end(status: RunRecord['status']): Outcome {
    return { status, ...recorder.record, timing };
  }
}
