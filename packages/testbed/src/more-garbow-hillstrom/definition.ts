import type { FromResidualsOptions } from '../functions/from-residuals.js';

/** One problem of the set: its residuals, the standard start and the known minimum. */
export interface Definition
  extends Pick<FromResidualsOptions, 'residuals' | 'columns' | 'start' | 'formula' | 'region'> {
  /** Its number in the paper. */
  readonly number: number;
  /** The minimum as the paper states it: zero, or six digits. */
  readonly value: number;
  /** A minimiser; where the paper has none, one polished in higher precision. */
  readonly point?: readonly number[];
}

export type Definitions = Readonly<Record<string, Definition>>;
