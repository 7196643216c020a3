import type { Extent, Figure, Figures, Outcome, Reproduction } from './reproduction.js';

/** A figure and whether ours is within its bounds. */
export interface JudgedFigure extends Figure {
  readonly isSame: boolean;
}

/** A reproduction and what came of it. */
export interface Reproduced extends Pick<Reproduction, 'name' | 'family' | 'claim' | 'source' | 'known' | 'remark'> {
  readonly extent: Extent;
  /** What came of it when it was last looked at. */
  readonly expected: Outcome;
  readonly outcome: Outcome;
  readonly figures: readonly JudgedFigure[];
  readonly seconds: number;
  /** How many figures that are the same are no longer so with the broken optimizer, if it was asked for. */
  readonly broken?: { readonly how: string; readonly lost: number };
}

interface Asked {
  readonly extent: Extent;
  readonly withBroken?: boolean;
}

export async function reproduce(reproduction: Reproduction, { extent, withBroken }: Asked): Promise<Reproduced> {
  const { outcome, short = outcome, measure, broken, ...known } = reproduction;
  const expected = extent === 'short' ? short : outcome;
  const start = performance.now();
  const figures = await judge(measure(extent));
  const seconds = (performance.now() - start) / 1000;
  const reproduced = { ...known, extent, expected, outcome: outcomeOf(figures), figures, seconds };
  if (!withBroken) return reproduced;
  return { ...reproduced, broken: { how: broken.how, lost: lostBy(figures, await judge(broken.measure(extent))) } };
}

export async function judge(figures: Figures): Promise<JudgedFigure[]> {
  const judged: JudgedFigure[] = [];
  for await (const figure of figures) judged.push({ ...figure, isSame: isWithin(figure) });
  return judged;
}

/** How many figures were the same and are no longer. */
const lostBy = (figures: readonly JudgedFigure[], broken: readonly JudgedFigure[]): number =>
  figures.filter(({ isSame }, index) => isSame && !broken[index]?.isSame).length;

/** @throws Error where nothing was measured. */
export function outcomeOf(figures: readonly JudgedFigure[]): Outcome {
  if (figures.length === 0) throw new Error('A reproduction has to measure something.');
  if (figures.every(({ isSame }) => isSame)) return 'reproduced';
  return figures.some(({ isSame }) => isSame) ? 'differs' : 'not reproduced';
}

/** What is not a number is within no bounds. */
const isWithin = ({ ours, least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY }: Figure): boolean =>
  ours >= least && ours <= most;
