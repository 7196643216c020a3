import { cardsOf, withCards } from '../../card/cards.js';
import { stateOf, stepOf } from '../../card/facts.js';
import { code, table } from '../../export/markdown-parts.js';
import { cardText } from '../optimizers.js';
import { descriptionOf } from './about.js';
import { diagnosis, whenToUse } from './diagnosis.js';
import { runPictures } from './run-pictures.js';
import { sourceOf } from './source-of.js';
import { usage } from './usage.js';

/** A page of the site: its address in its folder, and its Markdown. */
export interface SitePage {
  readonly name: string;
  readonly title: string;
  readonly content: string;
}

/** The pages of the optimizers: the list of all, then one for each, with its docstring, card and runs. */
export function optimizerPages(): SitePage[] {
  const rows = diagnosis.stored() ?? [];
  return [
    { name: 'index', title: 'Optimizers', content: listPage() },
    ...withCards.map((name) => ({ name, title: name, content: pageOf(name, rows) })),
  ];
}

const pageOf = (name: string, rows: Parameters<typeof whenToUse>[1]): string =>
  [
    `# ${name}`,
    usage(name),
    descriptionOf(name),
    '## Equations and options',
    cardText(name).replace(/^### /gm, '## '),
    sourceOf(name),
    runPictures(name),
    whenToUse(name, rows),
  ].join('\n\n');

const listPage = (): string =>
  [
    '# Optimizers',
    'Each is one rule, one kernel for a step where it works element by element, and held to a reference trajectory.',
    table(
      ['Optimizer', 'Source', 'State', 'A step'],
      withCards.map((name) => {
        const [card] = cardsOf(name);
        return [`[${code(name)}](./${name})`, card.reference, stateOf(card), stepOf(card)];
      }),
    ),
  ].join('\n\n');
