import type { Slice1d, SpectralDensity } from '@optimizer-zoo/optimizers/landscape';
import type { Moment, Survey } from '../landscape/survey.js';
import { knownPoints } from './figures/known-points.js';
import type { AxisOptions, LinePlot } from './figures/line-plot.js';
import { formatNumber } from './format.js';
import { type Html, html } from './html.js';
import { extentOf } from './statistics.js';
import { valueAxis } from './value-axis.js';

/** A figure of lines, and what stands above it. */
export interface Captioned {
  readonly plot: LinePlot;
  readonly caption: Html;
}

/** Lines with names of their own, in the page's colour; each with another dash. */
function named(lines: readonly string[]): Pick<LinePlot, 'names' | 'isStepped' | 'bands'> {
  const dash = (index: number) => (index === 0 ? 'none' : `${2 * index + 2} ${index + 1}`);
  const names = lines.map((label, place) => ({ label, color: 'var(--accent)', dash: dash(place), place }));
  return { names, isStepped: false, bands: 'all' };
}

/** The lines of a survey, by the id of their figure. */
export const surveyPlots = (survey: Survey): Readonly<Record<string, Captioned>> => ({
  sharpness: sharpness(survey),
  objective: objective(survey),
  'density-start': density('at the start', survey.densities.start),
  'density-end': density('at the end', survey.densities.end),
  way: slices([survey.way], {
    caption: html`<strong>From the start</strong> at 0 <strong>to the end</strong> at 1, and beyond, on a straight line.`,
    label: 'share of the way →',
    marked: [0, 1],
    names: ['objective'],
  }),
  directions: slices(survey.lines, {
    caption: html`<strong>Random directions</strong>, ${survey.lines.length} of them.`,
    label: 'distance →',
    marked: [0],
    names: survey.lines.map((_, index) => `direction ${index + 1}`),
  }),
});

/** The largest eigenvalue against the step, with 2 / step size where it is not far above all of them. */
function sharpness({ moments, steps, stepSize }: Survey): Captioned {
  const values = moments.map((moment) => moment.sharpness);
  const edge = 2 / stepSize;
  const isNear = edge < 3 * Math.max(0, extentOf(values.filter(Number.isFinite))[1]);
  const label = `2 / ${formatNumber(stepSize)} = ${formatNumber(edge)}`;
  const threshold = isNear
    ? 'The dotted line is 2 / step size: above it plain gradient descent moves away along the steepest direction.'
    : `2 / step size, the threshold of plain gradient descent, is ${formatNumber(edge)}, far above.`;
  return {
    caption: html`<strong>Sharpness along training.</strong> ${threshold}`,
    plot: {
      ...alongTraining(
        { moments, steps },
        'sharpness',
        valueAxis('↑ largest eigenvalue', [...values, ...(isNear ? [edge] : [])]),
      ),
      levels: isNear ? [{ axis: 'y', at: edge, label }] : [],
    },
  };
}

const objective = ({ moments, steps }: Survey): Captioned => ({
  caption: html`<strong>Objective</strong> over all data, at the same steps.`,
  plot: alongTraining(
    { moments, steps },
    'objective',
    valueAxis(
      '↑ objective',
      moments.map((moment) => moment.objective),
    ),
  ),
});

const alongTraining = (
  { moments, steps }: Pick<Survey, 'moments' | 'steps'>,
  of: Exclude<keyof Moment, 'step'>,
  y: AxisOptions,
): LinePlot => ({
  ...named([of]),
  title: `${y.label.slice(2)} against the step.`,
  x: { label: 'step →', domain: [0, steps], isLog: false },
  y,
  series: [knownPoints(0, moments.map((moment) => [moment.step, moment[of]]), y)], // biome-ignore format: one line
});

/** On a logarithmic axis, as most eigenvalues lie near 0. */
function density(name: string, { at, density: values, nodes }: SpectralDensity): Captioned {
  const [, top] = extentOf(values);
  const floor = 1e-4 * top;
  const middle = values.map((value) => Math.max(floor, value));
  const found = extentOf(nodes.map(({ value }) => value)).map((value) => formatNumber(value));
  return {
    caption: html`<strong>Spectrum ${name}.</strong> Density of all eigenvalues; found from ${found.join(' to ')}.`,
    plot: {
      ...named(['density']),
      title: `Density of the eigenvalues of the Hessian ${name}.`,
      x: { label: 'eigenvalue →', domain: extentOf(at), isLog: false },
      y: { label: '↑ density', domain: [floor, 2 * top], isLog: true },
      series: [{ optimizer: 0, at: [...at], middle, low: middle.map(() => floor), high: middle, isFront: true }],
      levels: [{ axis: 'x', at: 0 }],
    },
  };
}

interface SliceWords {
  readonly caption: Html;
  readonly label: string;
  /** Where something is, on the x axis. */
  readonly marked: readonly number[];
  readonly names: readonly string[];
}

/** The objective along lines of one kind. */
function slices(lines: readonly Slice1d[], { caption, label, marked, names }: SliceWords): Captioned {
  const [low, high] = extentOf(lines.flatMap(({ values }) => values.filter(Number.isFinite)));
  const y = {
    label: '↑ objective',
    domain: high > low ? ([low, high] as const) : ([low, low + 1] as const),
    isLog: false,
  };
  return {
    caption,
    plot: {
      ...named(names),
      title: `The objective along ${lines.length > 1 ? 'lines' : 'a line'}.`,
      x: { label, domain: extentOf(lines.flatMap(({ at }) => at)), isLog: false },
      y,
      series: lines.map(({ at, values }, index) => knownPoints(index, at.map((t, i) => [t, values[i]]), y)), // biome-ignore format: one line
      levels: marked.map((one) => ({ axis: 'x', at: one })),
    },
  };
}
