import type { Argv, CommandModule } from 'yargs';
import { pickBackend } from '../pick-backend.js';
import { measureAdam, type Shape, type Speed } from '../speed/measure.js';
import { exampleText } from './example-text.js';
import { type Given, single, wholeNumber } from './study-options.js';

const text = { type: 'string', nargs: 1, requiresArg: true } as const;

const shapes: readonly Shape[] = [
  { variables: 1, elements: 1e3 },
  { variables: 1, elements: 1e4 },
  { variables: 1, elements: 1e5 },
  { variables: 1, elements: 1e6 },
  { variables: 1, elements: 1e7 },
  { variables: 100, elements: 1e3 },
];

export const speed: CommandModule<object, Given> = {
  command: 'speed',
  describe: "Time the step of the zoo's Adam against that of tf.train.adam, side by side",
  builder: (yargs) =>
    yargs
      .options({
        backend: { ...text, default: 'cpu', describe: 'tfjs backend: cpu or wasm' },
        rounds: { ...text, default: '9', describe: 'rounds, each of which times both' },
      })
      .epilogue(exampleText([['speed --backend wasm', 'medians of nine rounds on wasm']])) as Argv<Given>,
  async handler(given) {
    const rounds = wholeNumber('rounds', given, 1000);
    const { backend } = await pickBackend(single('backend', given)!);
    console.log(`Adam on ${backend}, ms for one step; median of ${rounds} rounds.`);
    console.log(line('elements', 'zoo', 'tf.train.adam', 'ratio', 'in any round'));
    for (const shape of shapes) console.log(describe(measureAdam(shape, rounds)));
  },
};

const line = (...cells: string[]) => cells.map((cell) => cell.padStart(14)).join('');

const describe = ({ variables, elements, zoo, builtIn, ratio, range }: Speed) =>
  line(
    `${variables} x ${elements.toExponential().replace('+', '')}`,
    zoo.toPrecision(3),
    builtIn.toPrecision(3),
    `${ratio.toFixed(1)}x`,
    range.map((value) => value.toFixed(0)).join('-'),
  );
