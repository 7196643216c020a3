/** A figure that a paper prints, ours, and between which bounds ours counts as the same. */
export interface Figure {
  /** Of what: 'Beale, log: steps'. */
  readonly of: string;
  /** As printed, or in the paper's words. */
  readonly published: string;
  readonly ours: number;
  readonly least?: number;
  readonly most?: number;
}

/** One after the other; where something has to be awaited, asynchronously. */
export type Figures = Iterable<Figure> | AsyncIterable<Figure>;

/** 'full' is the paper's setting; 'short' the same in seconds, for the tests: fewer seeds, steps or cells. */
export type Extent = 'short' | 'full';

export const outcomes = ['reproduced', 'differs', 'not reproduced'] as const;
export type Outcome = (typeof outcomes)[number];

/** What a paper says it found, in a setting small enough to be run again. */
export interface Reproduction {
  readonly name: string;
  /** The family of the zoo that it is about: 'inducedMetric', 'psgd'. */
  readonly family: string;
  /** What is claimed, and in which setting. */
  readonly claim: string;
  /** Authors, year, where, table or figure. */
  readonly source: string;
  /** Whether the figures were read in the paper or its code, or only recalled. */
  readonly known: 'read' | 'recalled';
  /** What came of it when it was last looked at; a test says when that changes. */
  readonly outcome: Outcome;
  /** The same of the short form, where that has not all figures. */
  readonly short?: Outcome;
  /** Why it differs, or what a reader should know. */
  readonly remark?: string;
  measure(extent: Extent): Figures;
  /** The same figures of an optimizer that was broken: some that are the same must no longer be so. */
  readonly broken: { readonly how: string; measure(extent: Extent): Figures };
}

/** What is run, and how, in one place: `measure` sees the optimizers, and then those that were broken. */
export interface ReproductionDefinition<Subject> extends Omit<Reproduction, 'measure' | 'broken'> {
  readonly subject: Subject;
  readonly broken: { readonly how: string; readonly subject: Subject };
  measure(subject: Subject, extent: Extent): Figures;
}

export function defineReproduction<Subject>(definition: ReproductionDefinition<Subject>): Reproduction {
  const { subject, broken, measure, ...known } = definition;
  return {
    ...known,
    measure: (extent) => measure(subject, extent),
    broken: { how: broken.how, measure: (extent) => measure(broken.subject, extent) },
  };
}

/** A printed number, and how far ours may be from it. */
export const printed = (of: string, published: number, ours: number, tolerance = 0): Figure => ({
  of,
  published: String(published),
  ours,
  least: published - tolerance,
  most: published + tolerance,
});
