import type { Argv, CommandModule } from 'yargs';
import { CommandError } from '../command-error.js';
import { pickBackend } from '../pick-backend.js';
import { theoryPage } from '../report/theory-page.js';
import { type Checked, check } from '../suites/theory/check.js';
import { claims } from '../suites/theory/index.js';
import { theoryText } from '../suites/theory/theory-text.js';
import { print } from '../terminal.js';
import { unknownName } from '../unknown-name.js';
import { exampleText } from './example-text.js';
import { pagePath, writePage } from './files.js';
import { type Given, single } from './study-options.js';

const options = {
  json: { type: 'boolean', default: false, describe: 'everything as JSON' },
  html: { type: 'string', nargs: 1, requiresArg: true, describe: 'also a page, and where it goes' },
} as const;

export const theoryOptionNames = Object.keys(options);

export const theory: CommandModule<object, Given> = {
  command: 'theory [claim]',
  describe: 'Check theorems on the optimizers: what is measured, its bound, and an optimizer that breaks it',
  builder: (yargs) =>
    yargs
      .positional('claim', { type: 'string', describe: 'only this one, with its statement and source' })
      .options(options)
      .epilogue(
        exampleText([
          ['theory', 'the table of all claims, in a minute'],
          ['theory fista', 'one of them'],
          ['theory --html theory.html', 'the table, and a page with all statements and sources'],
        ]),
      ) as Argv<Given>,
  async handler(given) {
    const { claim: name, json } = given;
    const html = given.html === undefined ? undefined : pagePath(single('html', given)!);
    const asked = name === undefined ? claims : claims.filter((claim) => claim.name === name);
    if (asked.length === 0) {
      throw unknownName(
        'claim',
        String(name),
        claims.map((claim) => claim.name),
      );
    }
    await pickBackend('cpu'); // so that the figures are the same everywhere
    const checked: Checked[] = [];
    for (const claim of asked) checked.push(await check(claim));
    if (json) print(JSON.stringify(checked, undefined, 2));
    else if (name === undefined) print(theoryText(checked));
    else for (const { statement, source } of checked) print(`${statement}\n${source}\n\n${theoryText(checked)}`);
    if (html !== undefined) writePage(html, theoryPage(checked));
    const wrong = checked.filter(({ verdict, broken }) => !verdict.holds || broken.holds);
    if (wrong.length > 0) throw new CommandError(`Not as claimed: ${wrong.map((claim) => claim.name).join(', ')}.`);
  },
};
