import yargs from 'yargs';
import { version } from './code-version.js';
import { CommandError } from './command-error.js';
import { card, cardOptionNames } from './commands/card.js';
import { landscape, landscapeOptionNames } from './commands/landscape.js';
import { list } from './commands/list.js';
import { race } from './commands/race.js';
import { report } from './commands/report.js';
import { run } from './commands/run.js';
import { scheduleOptionNames, schedules } from './commands/schedules.js';
import { speed, speedOptionNames } from './commands/speed.js';
import { studyOptionNames } from './commands/study-options.js';
import { theory, theoryOptionNames } from './commands/theory.js';
import { InputError } from './input-error.js';

/** The commands, and the options that each knows. */
const commands: Readonly<Record<string, readonly string[]>> = {
  run: studyOptionNames,
  race: studyOptionNames,
  report: ['html'],
  list: [],
  card: cardOptionNames,
  speed: speedOptionNames,
  schedules: scheduleOptionNames,
  landscape: landscapeOptionNames,
  theory: theoryOptionNames,
};

/**
 * The command `optimizer-zoo`. Returns the exit code: 2 for input that cannot be used, 3 if runs failed (the others are
 * kept), 1 if something else fails; a signal to stop gives 128 and its number.
 */
export async function main(args: readonly string[]): Promise<number> {
  const parser = yargs([...args])
    .scriptName('optimizer-zoo')
    .usage('$0 <command>\n\nRace optimizers on the testbed and read the report.')
    .command(run)
    .command(race)
    .command(report)
    .command(list)
    .command(card)
    .command(speed)
    .command(schedules)
    .command(landscape)
    .command(theory)
    .demandCommand(1, 'No command is given')
    .strict()
    .version(version)
    .alias('h', 'help')
    .locale('en')
    .wrap(110)
    .parserConfiguration({
      'nargs-eats-options': true, // --start -1.2,1
      'boolean-negation': false,
      'dot-notation': false,
      'camel-case-expansion': false,
    })
    .exitProcess(false)
    .fail((message, error) => {
      throw error && error.name !== 'YError' ? error : new InputError(explain(args[0], message));
    });
  try {
    await parser.parseAsync();
    return 0;
  } catch (error) {
    if (error instanceof CommandError) {
      console.error(error.message);
      return error.exitCode;
    }
    console.error(error);
    return 1;
  }
}

function explain(command: string | undefined, message: string): string {
  if (command === undefined || !Object.hasOwn(commands, command)) {
    return `${command === undefined ? 'No command is given' : `Unknown command '${command}'`}; known are ${Object.keys(commands).join(', ')}.`;
  }
  const options = [...commands[command], 'help'].map((name) => `--${name}`);
  return `${message.replace(/\.$/, '')}; ${command} knows ${options.join(', ')}.`;
}
