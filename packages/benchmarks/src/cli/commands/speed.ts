import type { Argv, CommandModule, Options } from 'yargs';
import { pairNames } from '../../speed/pair-names.js';
import { exampleText } from './example-text.js';
import type { Given } from './given.js';
import { browserBackends, machines, pythons } from './speed-choices.js';
import { backendOption } from './study-options.js';

const text = { type: 'string', nargs: 1, requiresArg: true } as const;

const options = {
  optimizer: {
    ...text,
    alias: 'o',
    default: pairNames.join(','),
    describe: 'rules that the zoo and tf both have, separated by commas',
  },
  backend: { ...backendOption, describe: `${backendOption.describe}; webgl in a browser` },
  whole: {
    type: 'boolean',
    describe: 'time whole training steps of eight models instead, with and without training kernels',
  },
  machine: {
    ...text,
    default: machines[0],
    describe: `${machines.join(' or ')}: kernels on tensors, or minimize on plain arrays, which takes --rounds alone`,
  },
  browser: { type: 'boolean', describe: `in headless Chromium: ${browserBackends.join(', ')}; webgl always is` },
  rounds: { ...text, default: '9', describe: 'rounds, each of which times both' },
  python: { ...text, defaultDescription: pythons.join(', '), describe: 'a Python with torch, which is timed too' },
  out: {
    ...text,
    defaultDescription: 'results/speed.jsonl; with --whole results/whole.jsonl',
    describe: 'file that the measurements are added to',
  },
  html: { ...text, defaultDescription: 'beside --out', describe: 'where the page of all in --out goes' },
} satisfies Record<string, Options>;

export const speedOptionNames = Object.keys(options);

export const speed: CommandModule<object, Given> = {
  command: 'speed',
  describe:
    "Time one update (applyGradients, without the gradient) of the zoo against tf's own, and torch's; or whole steps",
  builder: (yargs) =>
    yargs.options(options).epilogue(
      exampleText([
        ['speed --backend wasm', 'medians of nine rounds on wasm, then the path of the page'],
        ['speed --whole --backend wasm', 'whole steps on wasm: forward pass, gradient and update, least gain first'],
        ['speed --machine float64', "Adam on Rosenbrock, function and gradient included, against tf's minimize"],
        ['speed --backend webgpu --browser -o adam', 'Adam on webgpu in headless Chromium'],
      ]),
    ) as Argv<Given>,
  handler: async (given) => {
    if (given.whole) await (await import('../handlers/speed-whole.js')).speedWhole(given);
    else await (await import('../handlers/speed.js')).speed(given);
  },
};
