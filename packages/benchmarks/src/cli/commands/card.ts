import type { Argv, CommandModule, Options } from 'yargs';
import { exampleText } from './example-text.js';
import type { Given } from './given.js';

const options = {
  latex: { type: 'boolean', default: false, describe: 'equations in LaTeX instead of Unicode' },
  json: { type: 'boolean', default: false, describe: 'everything as JSON, in both notations' },
} satisfies Record<string, Options>;

export const cardOptionNames = Object.keys(options);

export const card: CommandModule<object, Given> = {
  command: 'card [name]',
  describe: 'Show the equation of an optimizer, its options, state, cost and sources; without a name, list them',
  builder: (yargs) =>
    yargs
      .positional('name', { type: 'string', describe: 'an optimizer' })
      .options(options)
      .epilogue(
        exampleText([
          ['card adam', 'the card of Adam'],
          ['card lion --latex', 'its equations in LaTeX'],
        ]),
      ) as Argv<Given>,
  handler: async (given) => (await import('../handlers/card.js')).card(given),
};
