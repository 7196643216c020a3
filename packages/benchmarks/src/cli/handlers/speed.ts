import { plural } from '../../report/format.js';
import { speedReport } from '../../report/speed-report.js';
import type { Bench } from '../../speed/bench.js';
import { openBench } from '../../speed/open-bench.js';
import { pairs } from '../../speed/pairs.js';
import { runSpeed, type SpeedStudy, taskCount } from '../../speed/run-speed.js';
import { shapes } from '../../speed/shapes.js';
import { type SpeedRecord, speedRecord } from '../../speed/speed-record.js';
import { speedText } from '../../speed/speed-text.js';
import { findTorch, type Torch } from '../../speed/torch.js';
import { appendLine } from '../../study/json-lines.js';
import { writePage } from '../commands/files.js';
import { type Given, oneOf, single, wholeNumber } from '../commands/given.js';
import { quote } from '../commands/repeat-command.js';
import { machines, pythons } from '../commands/speed-choices.js';
import { InputError } from '../input-error.js';
import { showTasks } from '../progress.js';
import { print, tell } from '../terminal.js';
import { openMeasurements, readBackend } from './speed-files.js';

/** Times what was asked for, and writes the page. */
export async function speed(given: Given): Promise<void> {
  const rounds = wholeNumber('rounds', given, 1000);
  if (oneOf('machine', given, machines) === 'float64') return speedOfFloat64(given, rounds);
  const rules = readRules(given);
  const { asked, inBrowser } = readBackend(given);
  const { out, html, stored } = openMeasurements(given, 'results/speed.jsonl', speedRecord, 'rule');
  const python = single('python', given);
  const torch = await readTorch(python);
  const bench = await openBench(asked, inBrowser);
  const { backend } = bench;
  tell(`Backend ${backend}: ${bench.because}.`);
  if ('skipped' in torch) tell(`torch.optim is skipped: ${torch.skipped}.`);
  const command = [
    `optimizer-zoo speed --optimizer ${rules.join(',')} --rounds ${rounds} --backend ${backend}`,
    ...(inBrowser ? ['--browser'] : []),
    ...(python === undefined ? [] : [`--python ${quote(python)}`]),
  ].join(' ');
  const records = await execute({ rules, shapes, rounds, torch, command }, bench, out);
  print(`On ${backend}: ms for one update (applyGradients; the gradient is not included).`);
  print(`Medians of ${plural(rounds, 'round')}; the ratio is that within a round. Kept in ${out}.\n`);
  print(`${speedText(records)}\n`);
  writePage(html, speedReport([...stored, ...records]));
}

/** Prints what the machine of plain arrays takes. */
async function speedOfFloat64(given: Given, rounds: number): Promise<void> {
  const other = ['backend', 'browser', 'python'].find((name) => given[name] !== undefined);
  if (other) throw new InputError(`--${other} says nothing about --machine float64, which takes --rounds alone.`);
  const { float64Text, measureFloat64, startUp } = await import('../../speed/float64.js');
  const first = startUp();
  print(`Processor time for one step, value and gradient included; medians of ${plural(rounds, 'round')}, in turns.\n`);
  print(`${float64Text(await measureFloat64(rounds))}\n`);
  print(`Start-up of a rule, its first step included: ${first.toFixed(2)} ms, the median over rules.`);
}

async function execute(study: SpeedStudy, bench: Bench, out: string): Promise<SpeedRecord[]> {
  const records: SpeedRecord[] = [];
  const tasks = showTasks(taskCount(study));
  try {
    for await (const record of runSpeed(study, bench, tasks)) {
      appendLine(out, record);
      records.push(record);
    }
    return records;
  } finally {
    tasks.stop();
    await bench.close();
  }
}

function readRules(given: Given): string[] {
  const names = [given.optimizer].flat().flatMap((value) => String(value).split(','));
  const rules = [...new Set(names.map((name) => name.trim()))];
  const unknown = rules.filter((rule) => !Object.hasOwn(pairs, rule));
  if (unknown.length === 0) return rules;
  const list = unknown.map((name) => `'${name}'`).join(', ');
  throw new InputError(
    `--optimizer names ${list}, but the zoo and tf both have only ${Object.keys(pairs).join(', ')}.`,
  );
}

/** torch may be missing, unless a Python was asked for. */
async function readTorch(python: string | undefined): Promise<Torch> {
  const torch = await findTorch(python === undefined ? pythons : [python]);
  if (python === undefined || 'python' in torch) return torch;
  throw new InputError(`--python is '${python}', but must be a Python that can import torch (${torch.skipped}).`);
}
