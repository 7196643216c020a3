import type { Argv, CommandModule, Options } from 'yargs';
import type { Given } from './given.js';

const options = {
  json: { type: 'boolean', default: false, describe: 'the same as JSON' },
} satisfies Record<string, Options>;

export const doctorOptionNames = Object.keys(options);

export const doctor: CommandModule<object, Given> = {
  command: 'doctor',
  describe: 'Tell what is there to run on: versions, backends, a browser, torch',
  builder: (yargs) => yargs.options(options) as Argv<Given>,
  handler: async (given) => (await import('../handlers/doctor.js')).doctor(given),
};
