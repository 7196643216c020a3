import { existsSync } from 'node:fs';
import * as Plot from '@observablehq/plot';
import { chart, logAxis } from '../../report/chart.js';
import { measureDomain } from '../../report/measure-domain.js';
import { measure, measureName } from '../../report/scores.js';
import { type Task, tasksOf } from '../../report/tasks.js';
import { readRuns } from '../../study/store.js';
import { askFor, runsFile } from './runs.js';

const tasks: readonly Task[] = existsSync(runsFile) ? tasksOf([...readRuns(runsFile).runs.values()]) : [];

/** What is known to everybody, to be compared with. */
const baselines = [
  { name: 'sgd', dash: '2 3' },
  { name: 'adam', dash: '6 3' },
];
const size = { width: 330, height: 210, marginLeft: 46, marginRight: 12, marginTop: 24, marginBottom: 34 };

/** An optimizer's runs on a few problems, each beside those of `sgd` and `adam`, and the command that repeats them. */
export function runPictures(name: string): string {
  const pictures = tasks.flatMap((task) => picture(task, name) ?? []);
  if (pictures.length === 0) return '';
  const compared = [...new Set([name, ...baselines.map((one) => one.name)])];
  return [
    '## On five problems',
    `The best of five settings each, the default among them, one seed; dashed ${'`adam`'}, dotted ${'`sgd`'}, tuned alike.`,
    `<div class="runs">${pictures.map((markup) => `<figure>${markup}</figure>`).join('')}</div>`,
    ['```sh', `optimizer-zoo run ${askFor(compared).join(' ')}`, '```'].join('\n'),
  ].join('\n\n');
}

function picture(task: Task, name: string): string | undefined {
  const runOf = (wanted: string) => task.entries.find(({ asked }) => asked.name === wanted)?.runs[0];
  const own = runOf(name);
  if (!own) return undefined;
  const others = baselines.flatMap(({ name: other, dash }) => {
    const run = other === name ? undefined : runOf(other);
    return run ? [{ run, dash }] : [];
  });
  const domain = measureDomain(task, [own, ...others.map(({ run }) => run)]);
  const clamp = (value: number) => Math.min(Math.max(value, domain[0]), domain[1]);
  const points = ({ curve }: typeof own) =>
    curve
      .map(([step, objective]) => ({ step, value: measure(task, objective) }))
      .filter(({ value }) => Number.isFinite(value));
  const line = (run: typeof own, options: Plot.LineYOptions) =>
    Plot.lineY(points(run), { x: 'step', y: ({ value }) => clamp(value), ...options });
  const label = `${measureName(task)} on ${task.label}`;
  return chart(`${name}: ${label} against steps.`, {
    ...size,
    x: { label: 'steps →', ticks: 4 },
    y: {
      ...(domain[0] > 0 ? logAxis(`↑ ${label}`, domain) : { domain: [...domain], label: `↑ ${label}` }),
      grid: true,
    },
    marks: [
      ...others.map(({ run, dash }) =>
        line(run, { stroke: 'currentColor', strokeOpacity: 0.55, strokeDasharray: dash }),
      ),
      line(own, { stroke: 'var(--vp-c-brand-1)', strokeWidth: 2 }),
    ],
  }).markup;
}
