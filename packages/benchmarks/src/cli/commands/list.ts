import type { Argv, CommandModule } from 'yargs';
import type { Given } from './given.js';

const options = {
  json: { type: 'boolean', default: false, describe: 'everything that is known, as JSON' },
} as const;

export const listOptionNames = Object.keys(options);

export const list: CommandModule<object, Given> = {
  command: 'list [what]',
  describe: 'List the optimizers with their options, the problems with their minima, and the games',
  builder: (yargs) =>
    yargs
      .positional('what', { type: 'string', describe: 'only these: optimizers, problems or games' })
      .options(options) as Argv<Given>,
  handler: async (given) => (await import('../handlers/list.js')).list(given),
};
