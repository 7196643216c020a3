import type { OptimizerData } from '../data/optimizer-data.js';
import type { Extent } from '../log-axis.js';

/** A line of an optimizer, where it is known: all columns have one length. */
export interface Series {
  readonly optimizer: number;
  readonly at: readonly number[];
  readonly middle: readonly number[];
  readonly low?: readonly number[];
  readonly high?: readonly number[];
  /** What is written behind its name. */
  readonly mark?: string;
  /** Whether it ended early, as runs diverged. */
  readonly isLost?: boolean;
  /** In colour and with its name, or faint behind the others. */
  readonly isFront: boolean;
}

export interface AxisOptions {
  readonly label: string;
  readonly domain: Extent;
  readonly isLog: boolean;
}

/** A level that means something: a dotted line from edge to edge. */
export interface Level {
  readonly axis: 'x' | 'y';
  readonly at: number;
  readonly label?: string;
  /** Whose it is. */
  readonly optimizer?: number;
}

/** A figure of lines, as data: it is drawn, read out and exported from this. */
export interface LinePlot {
  /** What a screen reader says of it. */
  readonly title: string;
  readonly x: AxisOptions;
  readonly y: AxisOptions;
  /** Steps where a value holds until the next one. */
  readonly isStepped: boolean;
  /** Bands are drawn for all, or only for one that is pointed at. */
  readonly bands: 'all' | 'pointed';
  readonly series: readonly Series[];
  /** What lines are of that are not of the optimizers of the page. */
  readonly names?: readonly OptimizerData[];
  readonly levels?: readonly Level[];
}

/** More lines than these cannot be told apart in one chart. */
export const mostFront = 12;
