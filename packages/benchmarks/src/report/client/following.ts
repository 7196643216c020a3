import { overviewOfPage } from '../data/overview-of-page.js';
import type { PageData } from '../data/page-data.js';
import type { View } from '../figures/view.js';
import { type Html, html } from '../html.js';
import type { Overview } from '../overview.js';
import { arrivalsTable } from '../sections/arrivals-table.js';
import { endsText } from '../sections/ends-text.js';
import { taskId } from '../sections/names.js';
import { differencesPart, finalsPart } from '../sections/ranking.js';

/** What is computed again for what is chosen, by the id of its place. */
const parts: Readonly<Record<string, (overview: Overview) => Html | undefined>> = {
  arrivals: arrivalsTable,
  finals: finalsPart,
  differences: differencesPart,
};

/** Tables, intervals and tests over all problems, and ranks on each, of the optimizers and problems that are chosen. */
export function following(data: PageData, drawn: (part: HTMLElement) => void) {
  let shown = keyOf({ without: new Set(), withoutTasks: new Set() });
  return {
    show(view: View): void {
      if (keyOf(view) === shown || data.tasks.length === 0) return;
      shown = keyOf(view);
      const overview = overviewOfPage(data, view);
      const isEmpty = overview.tasks.length === 0 || overview.standings.length === 0;
      for (const [id, part] of Object.entries(parts)) {
        const place = document.getElementById(id)!;
        const open = [...place.querySelectorAll('details')].map((one) => one.open);
        place.innerHTML = (isEmpty ? nothing : (part(overview) ?? html``)).markup; // escaped as it was made
        for (const [index, one] of place.querySelectorAll('details').entries()) one.open = open[index] ?? false;
        drawn(place);
      }
      showRanks(data, view, overview);
    },
  };
}

const nothing = html`<p class="note">Nothing is chosen.</p>`;

const keyOf = ({ without, withoutTasks }: Pick<View, 'without' | 'withoutTasks'>) =>
  [without, withoutTasks].map((places) => [...places].sort().join()).join(';');

/** The rank of each among those that are chosen, and who ends lowest. */
function showRanks({ tasks, optimizers }: PageData, { withoutTasks }: View, { scores }: Overview): void {
  const places = [...tasks.keys()].filter((index) => !withoutTasks.has(index));
  for (const [at, index] of places.entries()) {
    const section = document.getElementById(taskId(index))!;
    const ranks = new Map(scores[at].map(({ label, rank }) => [label, rank]));
    section.querySelector('summary .ends')!.textContent = endsText(
      { missing: new Map(tasks[index].missing) },
      scores[at],
    );
    for (const cell of section.querySelectorAll('td.place')) {
      const { optimizer } = cell.closest('tr')!.dataset;
      cell.textContent = String(ranks.get(optimizers[Number(optimizer)].label) ?? '–');
    }
  }
}
