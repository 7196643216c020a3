import type { PageData } from '../data/page-data.js';
import type { View } from '../figures/view.js';
import { formatTarget, tableTargets } from '../targets.js';
import { make } from './dom.js';
import type { State } from './state.js';

type Change = (next: (state: State) => Partial<State>) => void;

interface Controls {
  show(view: View): void;
}

/** Everything that can be chosen, in the bar that stays in sight. */
export function buildControls(data: PageData, change: Change): Controls {
  const look = (next: (view: View) => Partial<View>) => change(({ view }) => ({ view: { ...view, ...next(view) } }));
  const isOfProblems = data.tasks.length > 0;
  const parts = [
    ...(isOfProblems ? [unitChoice(data, look)] : []),
    scaleChoice('y', 'log value', look),
    scaleChoice('x', 'log axis', look),
    ...(isOfProblems ? [targetChoice(look), pairChoice(data, look), problemChoice(data, look)] : []),
  ];
  const form = make(
    'form',
    { class: 'controls', 'aria-label': 'What the figures show' },
    ...parts.map(({ element }) => element),
  );
  form.addEventListener('submit', (event) => event.preventDefault());
  document.querySelector('.bar')!.append(form);
  const all = [...parts, legendChoice(data, look), ...(isOfProblems ? [chosenNote(data, look)] : [])];
  return {
    show(view) {
      for (const part of all) part.show(view);
    },
  };
}

type Look = (next: (view: View) => Partial<View>) => void;

interface Part extends Controls {
  readonly element: HTMLElement;
}

const option = (value: string, text: string) => make('option', { value }, text);

function choice(
  name: string,
  options: HTMLOptionElement[],
  chosen: (value: string) => void,
): { element: HTMLElement; select: HTMLSelectElement } {
  const select = make('select', {}, ...options);
  select.addEventListener('change', () => chosen(select.value));
  return { element: make('label', {}, `${name} `, select), select };
}

function unitChoice({ tasks }: PageData, look: Look): Part {
  const names = { '': 'budget', steps: 'steps', gradients: 'gradients', seconds: 'seconds' };
  const known = Object.entries(names).filter(([unit]) => unit === '' || tasks.some(({ entries }) => entries.some(({ curves }) => unit in curves))); // biome-ignore format: one line
  const { element, select } = choice(
    'against',
    known.map(([value, text]) => option(value, text)),
    (value) => look(() => ({ unit: (value || undefined) as View['unit'], zoom: {} })),
  );
  return {
    element,
    show({ unit }) {
      select.value = unit ?? '';
    },
  };
}

function scaleChoice(axis: 'x' | 'y', name: string, look: Look): Part {
  const box = make('input', { type: 'checkbox' });
  box.addEventListener('change', () => look(({ log }) => ({ log: { ...log, [axis]: box.checked }, zoom: {} })));
  return {
    element: make('label', {}, box, ` ${name}`),
    show({ log }) {
      box.checked = log[axis];
    },
  };
}

function targetChoice(look: Look): Part {
  const { element, select } = choice(
    'target',
    tableTargets.map((target) => option(String(target), formatTarget(target))),
    (value) => look(() => ({ target: Number(value), zoom: {} })),
  );
  return {
    element,
    show({ target }) {
      select.value = String(target);
    },
  };
}

/** Two optimizers whose performance profile is drawn alone: the first is enough to begin with. */
function pairChoice({ optimizers }: PageData, look: Look): Part {
  const names = () => optimizers.map(({ label }, index) => option(String(index), label));
  const chosen = () => {
    const [first, second] = [one.select.value, other.select.value];
    look(() => ({ pair: first && second && first !== second ? [Number(first), Number(second)] : undefined, zoom: {} }));
  };
  const one = choice('profile of', [option('', 'all'), ...names()], chosen);
  const other = choice('against', [option('', 'all'), ...names()], chosen);
  return {
    element: make('span', { class: 'pair' }, one.element, ' ', other.element),
    show({ pair }) {
      if (!pair) return;
      one.select.value = String(pair[0]);
      other.select.value = String(pair[1]);
    },
  };
}

function problemChoice({ tasks }: PageData, look: Look): Part {
  const boxes = tasks.map(({ label }, index) => {
    const box = make('input', { type: 'checkbox' });
    box.addEventListener('change', () =>
      look(({ withoutTasks }) => ({ withoutTasks: toggled(withoutTasks, index, !box.checked) })),
    );
    return { box, label: make('label', {}, box, ` ${label}`) };
  });
  const summary = make('summary', {}, 'problems');
  return {
    element: make('details', { class: 'chooser' }, summary, make('div', {}, ...boxes.map(({ label }) => label))),
    show({ withoutTasks }) {
      for (const [index, { box }] of boxes.entries()) box.checked = !withoutTasks.has(index);
      summary.textContent =
        withoutTasks.size === 0 ? 'all problems' : `${tasks.length - withoutTasks.size} of ${tasks.length} problems`;
    },
  };
}

/** Says what is left out, and what that means; and the way back. */
function chosenNote({ optimizers, tasks }: PageData, look: Look): Controls {
  const words = make('span');
  const back = make('button', { type: 'button' }, 'Show all');
  const note = make('p', { class: 'chosen', role: 'status', hidden: true }, words, ' ', back);
  back.addEventListener('click', () => look(() => ({ without: new Set(), withoutTasks: new Set() })));
  document.querySelector('.bar')!.append(note);
  return {
    show({ without, withoutTasks }) {
      note.hidden = without.size + withoutTasks.size === 0;
      words.textContent = `${optimizers.length - without.size} of ${optimizers.length} optimizers on ${tasks.length - withoutTasks.size} of ${tasks.length} problems: figures, ranks, intervals and tests are of these alone. The title, and how it was measured, are of all.`;
    },
  };
}

/** The names in the legend become buttons. */
function legendChoice({ optimizers }: PageData, look: Look): Controls {
  const buttons = optimizers.map((_, index) => {
    const item = document.querySelector<HTMLElement>(`.legend [data-optimizer="${index}"]`)!;
    const button = make('button', { type: 'button' }, ...item.childNodes);
    item.removeAttribute('tabindex');
    item.append(button);
    button.addEventListener('click', () =>
      look(({ without }) => ({ without: toggled(without, index, !without.has(index)) })),
    );
    return button;
  });
  return {
    show({ without }) {
      for (const [index, button] of buttons.entries()) button.setAttribute('aria-pressed', String(!without.has(index)));
    },
  };
}

function toggled(set: ReadonlySet<number>, value: number, isIn: boolean): Set<number> {
  const next = new Set(set);
  if (isIn) next.add(value);
  else next.delete(value);
  return next;
}
