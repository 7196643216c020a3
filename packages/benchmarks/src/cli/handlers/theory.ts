import { pickBackend } from '../../backends/pick-backend.js';
import { theoryPage } from '../../report/theory-page.js';
import { checkAll } from '../../theory/check.js';
import { claims } from '../../theory/index.js';
import { theoryText } from '../../theory/theory-text.js';
import { CommandError } from '../command-error.js';
import { pagePath, writePage } from '../commands/files.js';
import { type Given, single } from '../commands/given.js';
import { print } from '../terminal.js';
import { unknownName } from '../unknown-name.js';

/** Checks the claims that were asked for. */
export async function theory(given: Given): Promise<void> {
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
  const checked = await checkAll(asked);
  if (json) print(JSON.stringify(checked, undefined, 2));
  else if (name === undefined) print(theoryText(checked));
  else for (const { statement, source } of checked) print(`${statement}\n${source}\n\n${theoryText(checked)}`);
  if (html !== undefined) writePage(html, theoryPage(checked));
  const wrong = checked.filter(({ verdict, broken }) => !verdict.holds || broken.holds);
  if (wrong.length > 0) throw new CommandError(`Not as claimed: ${wrong.map((claim) => claim.name).join(', ')}.`);
}
