import type { Argv, CommandModule } from 'yargs';
import { exampleText } from './example-text.js';
import type { Given } from './given.js';
import { type StudyDefaults, studyOptions } from './study-options.js';

/** A command that runs a study and writes its report. */
export function studyCommand(
  name: string,
  describe: string,
  defaults: StudyDefaults,
  examples: readonly [command: string, meaning: string][],
): CommandModule<object, Given> {
  return {
    command: name,
    describe,
    builder: (yargs) => yargs.options(studyOptions(defaults)).epilogue(exampleText(examples)) as Argv<Given>,
    handler: async (given) => (await import('../handlers/run-study.js')).runStudyCommand(name, { ...defaults }, given),
  };
}
