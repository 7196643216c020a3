import { formatTerm, type Term } from '../../candidates/term.js';
import { looksOf } from '../../report/palette.js';
import type { Ran } from '../run-race.js';
import type { Track } from '../track.js';

/** How an optimizer is told from the others: by colour, dash, shape and name. */
export interface Runner {
  readonly asked: Term;
  readonly label: string;
  /** Without options. */
  readonly name: string;
  /** A colour of CSS. */
  readonly color: string;
  readonly dash: string;
  readonly shape: Shape;
  /** Undefined until it has run. */
  readonly ran?: Ran;
}

export const shapes = ['circle', 'square', 'triangle', 'diamond', 'cross', 'plus', 'star', 'hexagon'] as const;
export type Shape = (typeof shapes)[number];

/** The optimizers of a race with their looks, which are those of the reports, and what is known of them by now. */
export function runnersOf(optimizers: readonly Term[], ran: readonly (Ran | undefined)[]): Runner[] {
  const labels = optimizers.map(formatTerm);
  const looks = looksOf(labels);
  return optimizers.map((asked, index) => {
    const { color, dash } = looks.get(labels[index]!)!;
    return {
      asked,
      label: labels[index]!,
      name: nameOf(asked),
      color,
      dash,
      shape: shapes[index % shapes.length]!,
      ran: ran[index],
    };
  });
}

const nameOf = ({ name, of }: Term): string => (of ? `${name}(${nameOf(of)})` : name);

/** What has run. */
export const tracksOf = (runners: readonly Runner[]): Track[] => runners.flatMap(({ ran }) => (ran ? [ran.track] : []));
