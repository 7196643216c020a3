import { plainArrays } from '../backends/backend-names.js';
import { environment } from '../backends/environment.js';
import { pickBackend } from '../backends/pick-backend.js';
import { createFloat64 } from '../candidates/float64-term.js';
import { problemFrom } from '../real-data/problems.js';
import { drive, type Outcome } from '../run/drive.js';
import { misfitOn } from '../run/fit.js';
import { Float64Machine } from '../run/float64-machine.js';
import { GameMachine } from '../run/game-machine.js';
import { needsOf } from '../run/needs.js';
import { Observer } from '../run/observer.js';
import { TfjsMachine } from '../run/tfjs-machine.js';
import { budgetOf } from './budget.js';
import { type RunConfig, runId } from './run-config.js';
import type { RunRecord, StudyInfo } from './run-record.js';

/** One run: the same configuration gives the same curve. Whatever throws ends in a record of status 'failed'. */
export async function runOne(config: RunConfig, study: StudyInfo): Promise<RunRecord> {
  try {
    const unfit = misfitOn(config.backend, config);
    const outcome = unfit ? without('not applicable', unfit) : await run(config);
    return { id: runId(config), config, ...outcome, environment: environment(config.backend), study };
  } catch (error) {
    return failedRecord(config, study, error);
  }
}

/** The record of a run that threw, or whose process died. */
export function failedRecord(config: RunConfig, study: StudyInfo, error: unknown): RunRecord {
  const reason = error instanceof Error ? error.message : String(error);
  return { id: runId(config), config, ...without('failed', reason), environment: environment(config.backend), study };
}

const without = (status: Outcome['status'], reason: string): Outcome => ({
  status,
  reason,
  curve: [],
  timing: { firstStep: 0, otherSteps: 0, steps: 0 },
});

async function run(config: RunConfig): Promise<Outcome> {
  const { dimension, minimum } = problemFrom(config.problem);
  const machine = await machineOf(config);
  const observer = config.instruments && observerOf(config);
  try {
    return await drive(machine, budgetOf(config), { isPlane: dimension === 2, minimum: minimum?.value, observer });
  } finally {
    observer?.dispose();
    machine.dispose();
  }
}

const observerOf = ({ problem, seed, instruments }: RunConfig) =>
  new Observer(problemFrom(problem).create(seed), instruments);

async function machineOf(config: RunConfig) {
  const { backend, optimizer, seed } = config;
  const problem = problemFrom(config.problem);
  await pickBackend(backend === plainArrays ? observing : backend);
  if (backend === plainArrays) {
    const observer = problem.offers.includes('heldOut') ? observerOf(config) : undefined;
    return new Float64Machine(createFloat64(optimizer)!, needsOf(optimizer), problem, seed, observer);
  }
  const instance = problem.create(seed);
  try {
    return new (instance.players ? GameMachine : TfjsMachine)(optimizer, instance);
  } catch (error) {
    instance.dispose();
    throw error;
  }
}

/** Where runs on plain arrays are looked at that need tensors for it. */
const observing = 'cpu';
