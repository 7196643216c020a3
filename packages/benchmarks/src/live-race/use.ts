import { modelEntry } from '../candidates/model-entry.js';
import type { Term } from '../candidates/term.js';
import { repeatCommand } from '../cli/commands/repeat-command.js';
import { type Race, trialCount } from './race.js';
import { termCode } from './term-code.js';
import { withDefaults } from './with-defaults.js';

/** What is raced, as the command line is asked for it. */
const askedOf = ({ optimizers, fairness }: Race): readonly Term[] =>
  fairness === 'yours' ? optimizers : optimizers.map(withDefaults);

/** The command that repeats a race. */
export const commandOf = (race: Race): string =>
  repeatCommand({
    optimizers: askedOf(race),
    problems: [race.problem],
    seeds: race.seed + 1,
    budget: { steps: race.steps },
    tune: race.fairness === 'tuned' ? trialCount : 1,
    machines: ['float64'],
  });

/** A program that does what a runner did. */
export function programOf(
  setting: Term,
  { start, formula, steps }: { start: readonly number[]; formula: string; steps: number },
): string {
  const { code, optimizers, schedules } = termCode(setting);
  return [
    `import { ${['minimize', ...optimizers].join(', ')} } from '@optimizer-zoo/optimizers/float64';`,
    ...importOf(schedules),
    '',
    `// f = ${formula}; without a gradient, differences stand for it`,
    `const optimizer = ${code};`,
    `const { x, value } = minimize({ value: f, gradient }, [${start.join(', ')}], { optimizer, maxSteps: ${steps} });`,
  ].join('\n');
}

/** The same optimizer on a model. */
export function fitOf(setting: Term): string {
  const { code, optimizers, schedules } = termCode(setting);
  const entries = new Map(optimizers.map((name) => [name, modelEntry(name)]));
  const plain = optimizers.find((name) => entries.get(name) === undefined);
  if (plain) return `// ${plain} is for functions of plain numbers, and trains no model.`;
  return [
    ...[...new Set(entries.values())].map((entry) => {
      const names = optimizers.filter((name) => entries.get(name) === entry);
      return `import { ${names.join(', ')} } from '${entry}';`;
    }),
    ...importOf(schedules),
    '',
    `model.compile({ optimizer: ${code}, loss: 'meanSquaredError' });`,
  ].join('\n');
}

const importOf = (schedules: readonly string[]) =>
  schedules.length > 0 ? [`import { ${schedules.join(', ')} } from '@optimizer-zoo/schedulers';`] : [];

/** What shows this race, as the page's address has it, in another page; without the site around it. */
export function embeddingOf(address: string): string {
  const url = new URL(address);
  url.pathname = url.pathname.replace(/(\/race)?\/?(index\.html)?$/, '/race/');
  url.search = '?embed';
  const source = url.href.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  return `<iframe src="${source}" title="A race of optimizers" width="100%" height="760" loading="lazy"></iframe>`;
}
