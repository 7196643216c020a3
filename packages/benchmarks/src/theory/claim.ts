/** A figure of a run and the bounds which a theorem sets to it. Without noise it holds at every run; else on average. */
export interface Measurement {
  /** Of what: 'logisticRidge, step 40'. */
  readonly at: string;
  readonly measured: number;
  readonly most?: number;
  /** Where a rate is sharp, or a method shall fail. Above 0. */
  readonly least?: number;
}

/** One after the other; where something has to be awaited, asynchronously. */
export type Measurements = Iterable<Measurement> | AsyncIterable<Measurement>;

/** A theorem as a test: the zoo's optimizers, run on problems whose constants are known, stay within what it says. */
export interface Claim {
  readonly name: string;
  readonly statement: string;
  /** Authors, year, where, number. */
  readonly source: string;
  measure(): Measurements;
  /** The same figures of an optimizer that the theorem does not hold for: some of them must be out of bounds. */
  readonly broken: { readonly how: string; measure(): Measurements };
}

/** What is checked, and how, in one place: `measure` sees what the theorem is about, and then what breaks it. */
export interface ClaimDefinition<Subject> extends Pick<Claim, 'name' | 'statement' | 'source'> {
  readonly subject: Subject;
  readonly broken: { readonly how: string; readonly subject: Subject };
  measure(subject: Subject): Measurements;
}

export function defineClaim<Subject>({ subject, broken, measure, ...known }: ClaimDefinition<Subject>): Claim {
  return {
    ...known,
    measure: () => measure(subject),
    broken: { how: broken.how, measure: () => measure(broken.subject) },
  };
}
