/** So many variables of so many elements each. */
export interface Shape {
  readonly variables: number;
  readonly elements: number;
}

export const shapes: readonly Shape[] = [
  { variables: 1, elements: 1e3 },
  { variables: 1, elements: 1e4 },
  { variables: 1, elements: 1e5 },
  { variables: 1, elements: 1e6 },
  { variables: 1, elements: 1e7 },
  { variables: 100, elements: 1e3 },
];

export const parametersOf = ({ variables, elements }: Shape): number => variables * elements;

/** 100 x 1e3 */
export const shapeLabel = ({ variables, elements }: Shape): string =>
  `${variables} x ${elements.toExponential().replace('+', '')}`;

/** About this much work is timed at once, so that the clock's resolution does not matter. */
const parametersPerRound = 4e6;

export const stepsPerRound = (shape: Shape): number =>
  Math.max(1, Math.min(1000, Math.round(parametersPerRound / parametersOf(shape))));
