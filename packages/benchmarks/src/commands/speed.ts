import { execution } from '@optimizer-zoo/optimizers';
import type { Argv, CommandModule, Options } from 'yargs';
import { InputError, readInput } from '../input-error.js';
import { appendLine, checkSchema, readLines } from '../json-lines.js';
import { backendNames } from '../pick-backend.js';
import { showTasks } from '../progress.js';
import { plural } from '../report/format.js';
import { speedReport } from '../report/speed-report.js';
import { type Bench, openBench } from '../speed/bench.js';
import { pairs } from '../speed/pairs.js';
import { runSpeed, type SpeedStudy, taskCount } from '../speed/run-speed.js';
import { shapes } from '../speed/shapes.js';
import { type SpeedRecord, speedRecord } from '../speed/speed-record.js';
import { speedText } from '../speed/speed-text.js';
import { findTorch, type Torch } from '../speed/torch.js';
import { print, tell } from '../terminal.js';
import { exampleText } from './example-text.js';
import { checkRecords, complain, pageBeside, pagePath, recordsPath, writePage } from './files.js';
import { quote } from './repeat-command.js';
import { backendOption, type Given, oneOf, single, wholeNumber } from './study-options.js';

const algebras = execution.algebra.names;
const browserBackends = ['cpu', 'wasm', 'webgl', 'webgpu'] as const;
const pythons = ['python3', '/usr/bin/python3'];
const text = { type: 'string', nargs: 1, requiresArg: true } as const;

const options = {
  optimizer: {
    ...text,
    alias: 'o',
    default: Object.keys(pairs).join(','),
    describe: 'rules that the zoo and tf both have, separated by commas',
  },
  backend: { ...backendOption, describe: `${backendOption.describe}; webgl in a browser` },
  browser: { type: 'boolean', describe: `in headless Chromium: ${browserBackends.join(', ')}; webgl always is` },
  algebra: { ...text, default: 'exact', describe: `algebra of the zoo's: ${algebras.join(', ')}` },
  rounds: { ...text, default: '9', describe: 'rounds, each of which times both' },
  python: { ...text, defaultDescription: pythons.join(', '), describe: 'a Python with torch, which is timed too' },
  out: { ...text, default: 'results/speed.jsonl', describe: 'file that the measurements are added to' },
  html: { ...text, defaultDescription: 'beside --out', describe: 'where the page of all in --out goes' },
} satisfies Record<string, Options>;

export const speedOptionNames = Object.keys(options);

export const speed: CommandModule<object, Given> = {
  command: 'speed',
  describe: "Time one update (applyGradients, without the gradient) of the zoo against tf's own, and torch's",
  builder: (yargs) =>
    yargs.options(options).epilogue(
      exampleText([
        ['speed --backend wasm --algebra fast', 'medians of nine rounds on wasm, then the path of the page'],
        ['speed --backend webgpu --browser -o adam', 'Adam on webgpu in headless Chromium'],
      ]),
    ) as Argv<Given>,
  async handler(given) {
    const rules = readRules(given);
    const rounds = wholeNumber('rounds', given, 1000);
    const algebra = oneOf('algebra', given, algebras);
    const { asked, inBrowser } = readBackend(given);
    const out = recordsPath(single('out', given)!);
    const stored = readInput('--out', () => readLines(out, (value) => checkSchema(speedRecord, value)));
    checkRecords(out, 'measurements', stored.records.length > 0, 'rule');
    complain(stored.complaints);
    const html = pagePath(single('html', given) ?? pageBeside(out, 'speed'), out);
    const python = single('python', given);
    const torch = await readTorch(python);
    const bench = await openBench(asked, inBrowser);
    const { backend } = bench;
    tell(`Backend ${backend}: ${bench.because}.`);
    if ('skipped' in torch) tell(`torch.optim is skipped: ${torch.skipped}.`);
    const command = [
      `optimizer-zoo speed --optimizer ${rules.join(',')} --rounds ${rounds} --algebra ${algebra} --backend ${backend}`,
      ...(inBrowser ? ['--browser'] : []),
      ...(python === undefined ? [] : [`--python ${quote(python)}`]),
    ].join(' ');
    const records = await execute({ rules, shapes, rounds, algebra, torch, command }, bench, out);
    print(`On ${backend}, algebra '${algebra}': ms for one update (applyGradients; the gradient is not included).`);
    print(`Medians of ${plural(rounds, 'round')}; the ratio is that within a round. Kept in ${out}.\n`);
    print(`${speedText(records)}\n`);
    writePage(html, speedReport([...stored.records, ...records]));
  },
};

/** The backend, and whether in a browser: asked for so, or to be had only there. */
function readBackend(given: Given) {
  const inBrowser = given.backend === 'webgl' || Boolean(single('browser', given));
  const names = inBrowser ? browserBackends : ([...backendNames, 'webgl'] as const);
  return { inBrowser, asked: given.backend === undefined ? undefined : oneOf('backend', given, names) };
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
