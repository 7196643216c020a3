import { ask, mostRows, type QueryAnswer } from '../../query/ask.js';
import { sourcesOf } from '../../query/runs-table.js';
import { storedFindings } from '../../query/stored-findings.js';
import { formatNumber } from '../../report/format.js';
import { columns } from '../columns.js';
import { complain } from '../commands/files.js';
import { type Given, single } from '../commands/given.js';
import { InputError } from '../input-error.js';
import { print, visibleLine } from '../terminal.js';
import { formPaths, writeForms } from './forms.js';

const widestCell = 60;

/** Answers a question in SQL, or writes the tables of a report. */
export async function query(given: Given): Promise<void> {
  const sources = sourcesOf([given.from].flat().map(String));
  const sql = single('sql', given);
  const forms = formPaths(given);
  if ((sql === undefined) === (forms.length === 0)) {
    throw new InputError('Either a question in SQL is needed, or --markdown or --json and a path.');
  }
  if (sql !== undefined) {
    const answer = await toldApart(() => ask(sources, sql));
    if (answer.rows.length > mostRows) complain([`Only the first ${mostRows} rows are shown; ask for less.`]);
    const shown = { ...answer, rows: answer.rows.slice(0, mostRows) };
    return print(given.rows ? rowsText(shown) : answerText(shown));
  }
  const { findings, version, others } = await toldApart(() => storedFindings(sources));
  complain(
    others.map((other) => `There are runs of version ${other}: not shown; what is shown was run by ${version}.`),
  );
  writeForms(forms, findings);
}

/** What DuckDB says of a question is about the question, and no fault of the program. */
async function toldApart<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    const { message } = error as Error;
    if (!/^[\w ]+ Error: /.test(message)) throw error;
    throw new InputError(visibleLine(message.trim().split('\n')[0]));
  }
}

const rowsText = ({ columns: names, rows }: QueryAnswer): string =>
  JSON.stringify(
    rows.map((row) => Object.fromEntries(names.map((name, index) => [name, row[index]]))),
    undefined,
    2,
  );

const answerText = ({ columns: names, rows }: QueryAnswer): string =>
  columns([names, ...rows.map((row) => row.map(cellText))]).join('\n');

function cellText(value: unknown): string {
  if (typeof value === 'number') return formatNumber(value, 4);
  return visibleLine(typeof value === 'string' ? value : JSON.stringify(value)).slice(0, widestCell);
}
