import type { Equation, Written } from '@optimizer-zoo/optimizers/card';
import { columns } from '../cli/columns.js';
import type { FormCard } from './cards.js';
import { formatDefault, stateOf, stepOf, withoutEquation } from './facts.js';

type Notation = keyof Written;

const indented = (lines: readonly string[]) => lines.map((line) => `  ${line}`);

function equationText({ when, lines }: Equation, notation: Notation): string[] {
  const written = lines.map((line) => line[notation]);
  const block =
    notation === 'latex' ? ['\\begin{aligned}', ...written.map((line) => `${line} \\\\`), '\\end{aligned}'] : written;
  return [...(when === undefined ? [] : ['', `with ${when}:`]), ...indented(block)];
}

/** The card as plain text, with the equations in Unicode or LaTeX. */
export function cardText(card: FormCard, notation: Notation): string {
  const { optimizer, from, form, rule, reference, checkedAgainst, equations, evaluateAt, hyperparameters, host } = card;
  const letter = (written: Written | undefined) => written?.[notation] ?? '';
  const letterOf = ({ name, symbol }: FormCard['hyperparameters'][number]) =>
    symbol?.unicode === name ? '' : letter(symbol);
  return [
    `${optimizer}${form === undefined ? '' : `, ${form}`} · ${rule}${from === undefined ? '' : ` · ${from}`}`,
    reference,
    ...(checkedAgainst === undefined ? [] : [`Trajectory checked against ${checkedAgainst}.`]),
    '',
    ...(equations.length === 0 ? indented([withoutEquation]) : []),
    ...equations.flatMap((equation) => equationText(equation, notation)),
    ...(evaluateAt ? ['', `evaluated at ${letter(evaluateAt)}`] : []),
    '',
    ...indented(
      columns(hyperparameters.map((one) => [letterOf(one), one.name, formatDefault(one.default), one.range])),
    ),
    '',
    ...indented([
      `state  ${stateOf(card)}`,
      `step   ${stepOf(card)}`,
      ...host.map(
        (one, index) =>
          `${index === 0 ? 'host ' : '     '}  ${letter(one.symbol)}${one.of.length > 0 ? `, from ${one.of.map(letter).join(', ')}` : ''}`,
      ),
    ]),
  ].join('\n');
}
