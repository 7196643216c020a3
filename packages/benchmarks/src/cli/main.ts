import { inspect } from 'node:util';
import yargs from 'yargs';
import { version } from '../study/code-version.js';
import { CommandError } from './command-error.js';
import { card, cardOptionNames } from './commands/card.js';
import { compare, compareOptionNames } from './commands/compare.js';
import { diagnose, diagnoseOptionNames } from './commands/diagnose.js';
import { doctor, doctorOptionNames } from './commands/doctor.js';
import { exportCommand, exportOptionNames } from './commands/export.js';
import { landscape, landscapeOptionNames } from './commands/landscape.js';
import { list, listOptionNames } from './commands/list.js';
import { merge, mergeOptionNames } from './commands/merge.js';
import { query, queryOptionNames } from './commands/query.js';
import { race } from './commands/race.js';
import { report } from './commands/report.js';
import { reproduce, reproduceOptionNames } from './commands/reproduce.js';
import { run } from './commands/run.js';
import { scheduleOptionNames, schedules } from './commands/schedules.js';
import { speed, speedOptionNames } from './commands/speed.js';
import { status, statusOptionNames } from './commands/status.js';
import { studyOptionNames } from './commands/study-options.js';
import { theory, theoryOptionNames } from './commands/theory.js';
import { worker, workerOptionNames } from './commands/worker.js';
import { InputError } from './input-error.js';
import { tell, visibleLine } from './terminal.js';
import { didYouMean, unknownName } from './unknown-name.js';

/** The commands, and the options that each knows. */
const commands: Readonly<Record<string, readonly string[]>> = {
  run: studyOptionNames,
  race: studyOptionNames,
  worker: workerOptionNames,
  status: statusOptionNames,
  report: ['html'],
  merge: mergeOptionNames,
  compare: compareOptionNames,
  export: exportOptionNames,
  query: queryOptionNames,
  doctor: doctorOptionNames,
  list: listOptionNames,
  card: cardOptionNames,
  speed: speedOptionNames,
  schedules: scheduleOptionNames,
  landscape: landscapeOptionNames,
  theory: theoryOptionNames,
  reproduce: reproduceOptionNames,
  diagnose: diagnoseOptionNames,
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
    .command(worker)
    .command(status)
    .command(report)
    .command(merge)
    .command(compare)
    .command(exportCommand)
    .command(query)
    .command(doctor)
    .command(list)
    .command(card)
    .command(speed)
    .command(schedules)
    .command(landscape)
    .command(theory)
    .command(reproduce)
    .command(diagnose)
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
    if (args.includes('--')) throw new InputError(explain(args[0], 'Unknown argument: -- (for a path, write ./-x)')); // yargs would drop what follows
    await parser.parseAsync();
    return 0;
  } catch (error) {
    if (error instanceof CommandError) {
      tell(visibleLine(error.message));
      return error.exitCode;
    }
    tell(inspect(error));
    return 1;
  }
}

function explain(command: string | undefined, message: string): string {
  const names = Object.keys(commands);
  if (command === undefined) return `No command is given; known are ${names.join(', ')}.`;
  if (!names.includes(command)) return unknownName('command', command, names).message;
  const options = [...commands[command], 'help'];
  const unknown = /^Unknown arguments?: (.*)$/s.exec(message)?.[1].split(', ') ?? [];
  const meant = unknown.flatMap((name) => didYouMean(name, options, dashed) ?? []);
  return `${[message.replace(/\.$/, ''), ...meant].join('; ')}${meant.length > 0 ? '' : ';'} ${command} knows ${options.map(dashed).join(', ')}.`;
}

const dashed = (name: string) => `--${name}`;
