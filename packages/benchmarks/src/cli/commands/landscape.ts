import type { Argv, CommandModule, Options } from 'yargs';
import { exampleText } from './example-text.js';
import type { Given } from './given.js';
import { backendOption } from './study-options.js';

const text = { type: 'string', nargs: 1, requiresArg: true } as const;

const options = {
  optimizer: {
    ...text,
    alias: 'o',
    default: 'sgd(learningRate=0.1)',
    describe: 'the optimizer, as "adam(beta1=0.8)"; several, and their paths are drawn',
  },
  problem: { ...text, alias: 'p', defaultDescription: 'mlpClassifier', describe: 'a problem of `list problems`' },
  expr: { ...text, describe: 'a problem of your own: an expression in x and y (or other letters)' },
  start: { ...text, describe: 'where --expr, or the one --problem, starts, one number for each variable: -1.2,1' },
  steps: { ...text, default: '500', describe: 'steps of the run' },
  'full-batch': { type: 'boolean', describe: 'train on all data at each step, not on minibatches' },
  backend: backendOption,
  html: { ...text, default: 'results/landscape.html', describe: 'where the page goes' },
} satisfies Record<string, Options>;

export const landscapeOptionNames = Object.keys(options);

export const landscape: CommandModule<object, Given> = {
  command: 'landscape',
  describe:
    'Draw the landscape of a run: sharpness along it, the spectrum of the Hessian, slices of the loss; or the paths of several',
  builder: (yargs) =>
    yargs.options(options).epilogue(
      exampleText([
        [
          'landscape --problem mlpClassifier --optimizer "sgd(learningRate=0.1)"',
          'a network, then the path of the page',
        ],
        ['landscape -o "sgd(learningRate=0.5)" --full-batch --steps 2000', 'gradient descent at the edge of stability'],
        [
          'landscape -o "sgd(learningRate=0.1),adam" -p mlpClassifier',
          'paths in the plane of their principal components, and instruments over time',
        ],
      ]),
    ) as Argv<Given>,
  handler: async (given) => (await import('../handlers/landscape.js')).landscape(given),
};
