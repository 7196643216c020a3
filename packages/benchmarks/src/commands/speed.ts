import type { Argv, CommandModule } from 'yargs';
import { execution } from '../candidates.js';
import { pickBackend } from '../pick-backend.js';
import { plural } from '../report/format.js';
import { measureAdam, type Shape, type Speed } from '../speed/measure.js';
import { exampleText } from './example-text.js';
import { backendOption, type Given, oneOf, single, wholeNumber } from './study-options.js';

const algebras = execution.algebra.names;
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
  describe: "Time one update (applyGradients, without the gradient) of the zoo's Adam against tf.train.adam",
  builder: (yargs) =>
    yargs
      .options({
        backend: backendOption,
        algebra: { ...text, default: 'exact', describe: `algebra of the zoo's Adam: ${algebras.join(', ')}` },
        rounds: { ...text, default: '9', describe: 'rounds, each of which times both' },
      })
      .epilogue(
        exampleText([['speed --backend wasm --algebra fast', 'medians of nine rounds on wasm']]),
      ) as Argv<Given>,
  async handler(given) {
    const rounds = wholeNumber('rounds', given, 1000);
    const algebra = oneOf('algebra', given, algebras);
    const { backend, because } = await pickBackend(single('backend', given));
    console.error(`Backend ${backend}: ${because}.`);
    console.log(
      `Adam on ${backend}, algebra '${algebra}': ms for one update (applyGradients; the gradient is not included).`,
    );
    console.log(`Medians of ${plural(rounds, 'round')}; the ratio is that within a round.`);
    console.log(line('elements', 'zoo', 'tf.train.adam', 'ratio', 'in any round'));
    for (const shape of shapes) console.log(describeSpeed(measureAdam(shape, rounds, algebra)));
  },
};

const line = (...cells: string[]) => cells.map((cell) => cell.padStart(14)).join('');

export const describeSpeed = ({ variables, elements, zoo, builtIn, ratio, range }: Speed) =>
  line(
    `${variables} x ${elements.toExponential().replace('+', '')}`,
    zoo.toPrecision(3),
    builtIn.toPrecision(3),
    `${ratio.toFixed(1)}x`,
    range.map((value) => value.toFixed(1)).join('-'),
  );
