import { existsSync } from 'node:fs';
import * as Plot from '@observablehq/plot';
import { fenced } from '../../export/markdown-parts.js';
import { chart } from '../../report/chart.js';
import { logAxis } from '../../report/log-axis.js';
import { measure, measureName } from '../../report/measure.js';
import { domainOf } from '../../report/measure-domain.js';
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
    fenced('sh', `optimizer-zoo run ${askFor(compared).join(' ')}`),
  ].join('\n\n');
}

interface Line {
  readonly points: readonly { readonly step: number; readonly value: number }[];
  readonly options: Plot.LineYOptions;
}

function lineOf(task: Task, name: string, options: Plot.LineYOptions): Line | undefined {
  const run = task.entries.find(({ asked }) => asked.name === name)?.runs[0];
  const points = run?.curve.map(([step, objective]) => ({ step, value: measure(task, objective) }));
  return points && { points: points.filter(({ value }) => Number.isFinite(value)), options };
}

function picture(task: Task, name: string): string | undefined {
  const own = lineOf(task, name, { stroke: 'var(--vp-c-brand-1)', strokeWidth: 2 });
  if (!own) return undefined;
  const others = baselines
    .filter((one) => one.name !== name)
    .map(({ name: other, dash }) => lineOf(task, other, { stroke: 'currentColor', strokeDasharray: dash }));
  const lines = [...others, own].filter((line) => line !== undefined);
  const domain = domainOf(lines.map(({ points }) => points.map(({ value }) => value)));
  const y = ({ value }: Line['points'][number]) => Math.min(Math.max(value, domain[0]), domain[1]);
  const label = `${measureName(task)} on ${task.label}`;
  const axis = domain[0] > 0 ? logAxis(`↑ ${label}`, domain) : { domain: [...domain], label: `↑ ${label}` };
  return chart(`${name}: ${label} against steps.`, {
    ...size,
    x: { label: 'steps →', ticks: 4 },
    y: { ...axis, grid: true },
    marks: lines.map(({ points, options }) => Plot.lineY(points, { x: 'step', y, ...options })),
  }).markup;
}
