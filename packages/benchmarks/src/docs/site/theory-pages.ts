import { code, escaped, fenced, table } from '../../export/markdown-parts.js';
import { type Checked, checkAll } from '../../theory/check.js';
import { claims } from '../../theory/index.js';
import type { Verdict } from '../../theory/judge.js';
import { figureText, verdictText } from '../../theory/theory-text.js';
import { measured } from './measured.js';
import type { SitePage } from './optimizer-pages.js';

/** What came of each theorem. */
export const theory = measured('theory', () => checkAll(claims));

/** The page of the theorems, each with its source and verdict; without measurements the statements alone. */
export function theoryPages(): SitePage[] {
  const verdicts = new Map((theory.stored() ?? []).map((checked) => [checked.name, checked]));
  const content = [
    '# Theory as tests',
    'Theorems, checked on the optimizers as they are installed, on problems whose constants are known. Shown is the figure that comes closest to its bound, and below it an optimizer that the theorem does not hold for: it must break the bound.',
    fenced('sh', 'optimizer-zoo theory'),
    ...claims.map(({ name, statement, source }) =>
      [`## ${name}`, escaped(statement), escaped(source), verdictsOf(verdicts.get(name))].join('\n\n'),
    ),
  ].join('\n\n');
  return [{ name: 'theory', title: 'Theory as tests', content }];
}

const verdictsOf = (checked: Checked | undefined) =>
  checked
    ? table(
        ['', 'Verdict', 'Measured, bound', 'Of', 'Figures'],
        [row('as stated', checked.verdict), row(`with ${escaped(checked.broken.how)}`, checked.broken)],
      )
    : 'Not measured when this page was made.';

const row = (title: string, verdict: Verdict) => [
  title,
  verdictText(verdict),
  code(figureText(verdict)),
  escaped(verdict.closest.at),
  `${verdict.count}`,
];
