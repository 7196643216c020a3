import type { Argv, CommandModule, Options } from 'yargs';
import { exampleText } from './example-text.js';
import type { Given } from './given.js';
import { queueOption } from './queue-option.js';

const options = {
  queue: { ...queueOption, demandOption: true },
  json: { type: 'boolean', default: false, describe: 'the same as JSON, once' },
} satisfies Record<string, Options>;

export const statusOptionNames = Object.keys(options);

export const status: CommandModule<object, Given> = {
  command: 'status',
  describe: 'Tell how far the studies in a queue are',
  builder: (yargs) =>
    yargs
      .options(options)
      .epilogue(
        exampleText([['status --queue redis://host:6379', 'a table, which on a terminal is drawn anew each second']]),
      ) as unknown as Argv<Given>,
  handler: async (given) => (await import('../handlers/status.js')).showStatus(given),
};
