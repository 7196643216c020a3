import type { Equation } from '@optimizer-zoo/optimizers/card';
import { candidates } from '../candidates/candidates.js';
import { cardsOf, type FormCard, ofMainEntry, withCards } from '../card/cards.js';
import { formatDefault, stateOf, stepOf, withoutEquation } from '../card/facts.js';
import { code, table } from '../export/markdown-parts.js';

/** The names of the optimizers of the main entry, each linked to its card; for a page in a folder from which `docs` is the folder of cards. */
export const optimizerList = (docs: string): string => ofMainEntry.map((name) => cardLink(name, docs)).join(', ') + '.';

const cardLink = (name: string, docs: string) => `[${code(name)}](${docs}optimizers.md#${name.toLowerCase()})`;

/** The table of optimizers in docs/zoo.md. */
export function optimizerTable(): string {
  const rows = ofMainEntry.map((name) => {
    const [plain, ...forms] = cardsOf(name);
    const { stepSize, options, forms: more } = candidates[name];
    const all = [...Object.keys(options), ...Object.values(more).flatMap((form) => Object.keys(form))];
    const others = all.filter((option) => option !== stepSize);
    return [
      cardLink(name, ''),
      `${others.map(code).join(', ')}${stepSize === 'learningRate' || stepSize === undefined ? '' : `; the step size is ${code(stepSize)}`}`,
      [
        plain.state ?? (plain.slotShapes ? `by its shape: ${plain.slots.join(', ')}` : `${plain.slots.length}`),
        ...forms
          .filter(({ slots }) => slots.length !== plain.slots.length)
          .map(({ slots, form = '' }) => `${slots.length} ${form.includes('=') ? `with ${code(form)}` : form}`),
      ].join('; '),
      plain.reference,
      plain.checkedAgainst ?? '',
    ];
  });
  return table(
    ['Optimizer', 'Options besides the step size', 'State for each parameter', 'Source', 'Trajectory checked against'],
    rows,
  );
}

/** The page with the cards of all optimizers. */
export const optimizerPage = (): string =>
  [
    '# Optimizers',
    'Written by `pnpm run docs` from the rules themselves: each equation is read from the graph that the kernels are made' +
      '\nfrom. In it x is the parameter, g its gradient, f the loss and t the number of the step, from 1; state starts at 0' +
      '\nunless the docstring says otherwise. `npx -y pnpm@10.34.9 optimizer-zoo card <name>` prints a card in a terminal.',
    ...withCards.flatMap((name) => [`## ${name}`, cardText(name)]),
  ].join('\n\n') + '\n';

/** The card of an optimizer and those of its forms. */
export const cardText = (name: string): string => cardsOf(name).flatMap(cardSections).join('\n\n');

function cardSections(card: FormCard): string[] {
  const { optimizer, from, form, reference, checkedAgainst, equations, evaluateAt, hyperparameters, host } = card;
  return [
    ...(form === undefined ? [] : [`### ${optimizer}, ${form}`]),
    `${reference}.${checkedAgainst === undefined ? '' : ` Trajectory checked against ${checkedAgainst}.`}${from === undefined ? '' : ` Of \`${from}\`.`}`,
    ...(equations.length === 0 ? [withoutEquation] : []),
    ...equations.flatMap(equationSections),
    ...(evaluateAt ? [`Evaluated at $${evaluateAt.latex}$.`] : []),
    ...(host.length > 0
      ? [
          `Computed on the host at each step: ${host
            .map(({ symbol, of }) => {
              const letters = [symbol, ...of].map(({ latex }) => `$${latex}$`);
              return of.length > 0 ? `${letters[0]} from ${letters.slice(1).join(', ')}` : letters[0];
            })
            .join('; ')}.`,
        ]
      : []),
    table(
      ['Option', 'Symbol', 'Default', 'Range'],
      hyperparameters.map(({ name, symbol, default: value, range }) => [
        code(name),
        symbol ? `$${symbol.latex}$` : '',
        code(formatDefault(value)),
        code(range),
      ]),
    ),
    `State: ${stateOf(card)}. A step: ${stepOf(card)}.`,
  ];
}

function equationSections({ when, lines }: Equation): string[] {
  const block = lines.map(({ latex }) => `${latex} \\\\`).join('\n');
  const maths = ['```math', '\\begin{aligned}', block, '\\end{aligned}', '```'].join('\n');
  return when === undefined ? [maths] : [`With ${code(when)}:`, maths];
}
