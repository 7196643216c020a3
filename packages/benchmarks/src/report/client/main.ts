// What runs on a report's page: it reads the data in it, and draws its figures as the reader chooses.
import type { PageData } from '../data/page-data.js';
import type { Window } from '../figures/view.js';
import { buildControls } from './controls.js';
import { following } from './following.js';
import { LiveFigure } from './live-figure.js';
import { goTo, openForPrint } from './places.js';
import { addSaving } from './saving.js';
import { addScrubbers } from './scrub.js';
import { sortable } from './sortable.js';
import { readState, type State, writeState } from './state.js';

const data: PageData = JSON.parse(document.getElementById('data')!.textContent);
let state = readState(location.hash, data);

const figures = [...document.querySelectorAll<HTMLElement>('[data-figure]')].map(
  (element) => new LiveFigure(element, data, zoomTo),
);
const controls = buildControls(data, change);
const followed = following(data, (part) => addSaving(part, [], data));
const tables = sortable((table, sorting) => change((old) => ({ sorting: { ...old.sorting, [table]: sorting } })));

/** Shows a part of a figure, or all of it. */
function zoomTo(figure: string, seen: Window | undefined): void {
  change(({ view }) => {
    const { [figure]: _, ...others } = view.zoom;
    return { view: { ...view, zoom: seen ? { ...others, [figure]: seen } : others } };
  });
}

/** What is drawn again: what is in sight, and the rest when its problem is opened. */
function show(): void {
  controls.show(state.view);
  followed.show(state.view);
  tables.show(state.sorting);
  for (const element of document.querySelectorAll<HTMLElement>(
    'tr[data-optimizer],figure.optimizer,:not([data-figure])>svg .optimizer',
  )) {
    const [, number] = /optimizer-(\d+)/.exec(element.getAttribute('class') ?? '') ?? [];
    element.classList.toggle('gone', state.view.without.has(Number(element.dataset.optimizer ?? number)));
  }
  for (const [index] of data.tasks.entries()) {
    document.getElementById(`problem-${index + 1}`)?.classList.toggle('gone', state.view.withoutTasks.has(index));
  }
  draw();
}

function draw(): void {
  for (const figure of figures) figure.show(state.view);
}

function change(next: (state: State) => Partial<State>): void {
  state = { ...state, ...next(state) };
  history.replaceState(null, '', `#${writeState(state, data)}`);
  show();
}

function readAddress(): void {
  state = readState(location.hash, data);
  show();
  if (state.at) goTo(state.at);
}

addSaving(document, figures, data);
addScrubbers();
openForPrint();
document.addEventListener('toggle', draw, true);
document.addEventListener('click', (event) => {
  const link = (event.target as Element).closest<HTMLAnchorElement>('a[href^="#"]');
  if (!link) return;
  event.preventDefault();
  const at = decodeURIComponent(link.hash.slice(1));
  change(() => ({ at }));
  goTo(at);
});
addEventListener('hashchange', readAddress);
document.documentElement.classList.add('live');
readAddress();
