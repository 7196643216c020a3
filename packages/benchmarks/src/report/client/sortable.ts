import { make } from './dom.js';
import type { Sorting } from './state.js';

type Chosen = (sorting: Sorting) => void;
type Show = (sorting: Sorting | undefined) => void;

/** Makes the heads of tables buttons that sort by their column: a number by its size, what has none last. */
export function sortable(chosen: (table: number, sorting: Sorting) => void) {
  const known = new Map<HTMLTableElement, Show>();
  return {
    show(sorting: Readonly<Record<number, Sorting>>) {
      for (const [index, table] of document.querySelectorAll<HTMLTableElement>('table:not(.map)').entries()) {
        if (!known.has(table))
          known.set(
            table,
            withButtons(table, (next) => chosen(index, next)),
          );
        known.get(table)!(sorting[index]);
      }
    },
  };
}

function withButtons(table: HTMLTableElement, chosen: Chosen): Show {
  const heads = [...table.tHead!.rows[0].cells];
  const rows = [...table.tBodies[0].rows];
  let now: Sorting | undefined;
  heads.forEach((head, column) => {
    const button = make('button', { type: 'button' }, ...head.childNodes);
    head.append(button);
    button.addEventListener('click', () => {
      const isSame = now?.column === column;
      chosen({ column, isAscending: isSame ? !now!.isAscending : true });
    });
  });
  return (sorting) => {
    if (sorting === now) return;
    now = sorting;
    heads.forEach((head, column) => {
      if (column === sorting?.column) head.setAttribute('aria-sort', sorting.isAscending ? 'ascending' : 'descending');
      else head.removeAttribute('aria-sort');
    });
    table.tBodies[0].append(...(sorting && heads[sorting.column] ? sorted(rows, sorting) : rows));
  };
}

function sorted(rows: readonly HTMLTableRowElement[], { column, isAscending }: Sorting): HTMLTableRowElement[] {
  const sign = isAscending ? 1 : -1;
  const keys = new Map(rows.map((row) => [row, keyOf(row.cells[column]?.textContent ?? '')]));
  return [...rows].sort((a, b) => compare(keys.get(a)!, keys.get(b)!, sign));
}

const scales: Readonly<Record<string, number>> = { µs: 1e-6, ms: 1e-3, s: 1 };

/** What a cell begins with: a number, with its unit, or a text. */
export function keyOf(text: string): number | string {
  const [, number, unit] = /^[≤\s]*([-−]?\d[\d.]*(?:e[-−]?\d+)?)\s*(µs|ms|s\b)?/.exec(text.trim()) ?? [];
  if (number !== undefined) return Number(number.replaceAll('−', '-')) * (scales[unit] ?? 1);
  return text.trim();
}

/** Numbers before texts, whichever way; a dash is the end. */
function compare(a: number | string, b: number | string, sign: number): number {
  if (typeof a === 'number' && typeof b === 'number') return sign * (a - b);
  if (typeof a === 'string' && typeof b === 'string') return sign * a.localeCompare(b);
  return typeof a === 'number' ? -1 : 1;
}
