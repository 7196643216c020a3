import type { PageData } from '../data/page-data.js';
import { defaultView, type View, type Window } from '../figures/view.js';
import type { Extent } from '../log-axis.js';
import { formatTarget, tableTargets } from '../targets.js';

/** Which column a table is sorted by, and whether upwards. */
export interface Sorting {
  readonly column: number;
  readonly isAscending: boolean;
}

/** All that a reader has chosen: what stands behind # in the address. */
export interface State {
  readonly view: View;
  /** By the number of the table. */
  readonly sorting: Readonly<Record<number, Sorting>>;
  /** The place on the page that was gone to. */
  readonly at?: string;
}

const units = ['steps', 'gradients', 'seconds'] as const;

/** What an address says; of what this page does not know nothing is left. A word without = is a place on the page. */
export function readState(hash: string, { optimizers, tasks }: PageData): State {
  const text = hash.replace(/^#/, '');
  if (text !== '' && !text.includes('=')) return { view: defaultView, sorting: {}, at: text };
  const words = new URLSearchParams(text);
  const optimizer = (label: string) => optimizers.findIndex((one) => one.label === label);
  const placesOf = (name: string, find: (label: string) => number) =>
    words.getAll(name).map(find).filter((place) => place >= 0); // biome-ignore format: one line
  const log = words.get('log');
  const pair = placesOf('pair', optimizer);
  return {
    view: {
      unit: units.find((unit) => unit === words.get('x')),
      log: log === null ? defaultView.log : { x: log.includes('x'), y: log.includes('y') },
      target: tableTargets.find((target) => formatTarget(target) === words.get('target')) ?? defaultView.target,
      without: new Set(placesOf('without', optimizer)),
      withoutTasks: new Set(placesOf('skip', (label) => tasks.findIndex((task) => task.label === label))),
      ...(pair.length === 2 && pair[0] !== pair[1] && { pair: [pair[0], pair[1]] as const }),
      zoom: Object.fromEntries(words.getAll('zoom').flatMap(readZoom)),
    },
    sorting: Object.fromEntries(words.getAll('sort').flatMap(readSorting)),
    ...(words.has('at') && { at: words.get('at')! }),
  };
}

/** figure~x1~x2~y1~y2; of an axis that is seen whole the places are empty. */
function readZoom(word: string): [string, Window][] {
  const [figure, ...ends] = word.split('~');
  const [x, y] = [extentIn(ends.slice(0, 2)), extentIn(ends.slice(2, 4))];
  return x || y ? [[figure, { ...(x && { x }), ...(y && { y }) }]] : [];
}

function extentIn(words: readonly string[]): Extent | undefined {
  const [low, high] = words.map((word) => (word === '' ? Number.NaN : Number(word)));
  return Number.isFinite(low) && Number.isFinite(high) && low < high ? [low, high] : undefined;
}

const zoomWords = ([figure, { x, y }]: [string, Window]): string =>
  [figure, ...(x ?? ['', '']), ...(y ?? [])]
    .map((end) => (typeof end === 'number' ? Number(end.toPrecision(4)) : end))
    .join('~');

function readSorting(word: string): [number, Sorting][] {
  const [, table, column, direction] = /^(\d+)~(\d+)~(up|down)$/.exec(word) ?? [];
  return table ? [[Number(table), { column: Number(column), isAscending: direction === 'up' }]] : [];
}

/** The address of a state; what is as it was at first is left out. */
export function writeState({ view, sorting, at }: State, { optimizers, tasks }: PageData): string {
  const words = new URLSearchParams();
  if (view.unit) words.set('x', view.unit);
  if (view.log.x !== defaultView.log.x || view.log.y !== defaultView.log.y) {
    words.set('log', `${view.log.x ? 'x' : ''}${view.log.y ? 'y' : ''}`);
  }
  if (view.target !== defaultView.target) words.set('target', formatTarget(view.target));
  for (const optimizer of view.without) words.append('without', optimizers[optimizer].label);
  for (const task of view.withoutTasks) words.append('skip', tasks[task].label);
  for (const optimizer of view.pair ?? []) words.append('pair', optimizers[optimizer].label);
  for (const zoomed of Object.entries(view.zoom)) words.append('zoom', zoomWords(zoomed));
  for (const [table, { column, isAscending }] of Object.entries(sorting)) {
    words.append('sort', `${table}~${column}~${isAscending ? 'up' : 'down'}`);
  }
  if (at && words.size === 0) return at;
  if (at) words.set('at', at);
  return words.toString();
}
