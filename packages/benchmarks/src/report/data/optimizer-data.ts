/** How an optimizer is named and drawn on a page. */
export interface OptimizerData {
  readonly label: string;
  /** A CSS colour, and an SVG dash array. */
  readonly color: string;
  readonly dash: string;
  /** In the order of the ranking, from 0. */
  readonly place: number;
}
