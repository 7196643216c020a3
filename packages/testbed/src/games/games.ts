import * as tf from '@tensorflow/tfjs-core';
import { arrange } from '../expression/arrange.js';
import { parseExpression } from '../expression/parse-expression.js';
import { objectiveOf } from '../graph/objective.js';

/** A point of a game: what each player plays. */
export interface Strategies<T> {
  readonly x: T;
  readonly y: T;
}

/** A zero-sum game, min over x and max over y of f(x, y), and what is known about it. */
export interface Game {
  readonly name: string;
  readonly formula: string;
  readonly reference: string;
  readonly tags: readonly string[];
  readonly start: Strategies<readonly number[]>;
  /** A saddle point: no player gains by moving alone. */
  readonly saddle: Strategies<readonly number[]>;
  /** The value in float64, and both gradients. */
  value(point: Strategies<readonly number[]>): number;
  gradient(point: Strategies<readonly number[]>): Strategies<number[]>;
  /** The value on vectors; within tf.tidy. */
  tensor(point: Strategies<tf.Tensor1D>): tf.Scalar;
}

type Definition = Omit<Game, 'name' | 'formula' | 'value' | 'gradient' | 'tensor'> & { readonly expression: string };

const origin = (n: number, m = n) => ({ x: new Array<number>(n).fill(0), y: new Array<number>(m).fill(0) });
const range = <T>(count: number, of: (i: number) => T) => Array.from({ length: count }, (_, i) => of(i + 1));
const bilinear = (n: number, m: number, entry: (i: number, j: number) => number) =>
  range(n, (i) => range(m, (j) => `${entry(i - 1, j - 1)} * x${i} * y${j}`).join(' + ')).join(' + ');
const cgo = 'Vyas, Azizzadenesheli & Anandkumar 2022, arXiv:2205.14232';

const definitions: Readonly<Record<string, Definition>> = {
  bilinear: {
    reference: cgo,
    tags: ['bilinear'],
    expression: 'x1 * y1',
    start: { x: [1], y: [1] },
    saddle: origin(1),
  },
  bilinearMatrix: {
    reference: cgo,
    tags: ['bilinear'],
    expression: bilinear(4, 5, (i, j) => Math.round(100 * Math.sin(1 + i + 2 * j)) / 100),
    start: { x: [1, -1, 1, -1], y: [1, 1, -1, -1, 1] },
    saddle: origin(4, 5),
  },
  quadraticGame: {
    reference: 'Schäfer & Anandkumar 2019, arXiv:1905.12103, a game of that form',
    tags: ['convex-concave'],
    expression: `0.1 * (x1^2 + x2^2 + x3^2 - y1^2 - y2^2 - y3^2) + ${bilinear(3, 3, (i, j) => Math.sin(1 + i + 2 * j))}`,
    start: { x: [1, -0.5, 0.3], y: [0.2, 0.4, -1] },
    saddle: origin(3),
  },
  quarticGame: {
    reference: 'a game that is neither convex nor concave away from its saddle',
    tags: ['non-convex'],
    expression: 'x1^2 * y1^2 / 2 + x1 * y1 + 0.1 * x1^2 - 0.1 * y1^2',
    start: { x: [0.8], y: [-0.6] },
    saddle: origin(1),
  },
  diracGan: {
    reference: 'Mescheder, Geiger & Nowozin 2018, arXiv:1801.04406',
    tags: ['gan', 'non-convex'],
    // The generator's point x against the discriminator's slope y: f(t) = −log(1 + exp(−t)) at the data, 0, and at x y.
    expression: '-log(1 + exp(-x1 * y1)) - log(2)',
    start: { x: [1], y: [1] },
    saddle: origin(1),
  },
};

function gameOf([name, { expression, ...known }]: [string, Definition]): Game {
  const parsed = parseExpression(expression);
  const names = (player: 'x' | 'y') => known.start[player].map((_, i) => `${player}${i + 1}`);
  const players = [...names('x'), ...names('y')];
  const objective = objectiveOf(players.length, (graph) => {
    const nodes = players.map((key, i) => [key, graph.input(i)] as const);
    return parsed.read(graph, arrange(parsed, Object.fromEntries(nodes)));
  });
  return {
    ...known,
    name,
    formula: expression,
    value: ({ x, y }) => objective.value([...x, ...y]),
    gradient({ x, y }) {
      const slopes = objective.gradient([...x, ...y]);
      return { x: slopes.slice(0, x.length), y: slopes.slice(x.length) };
    },
    tensor(point) {
      const scalars = (['x', 'y'] as const).flatMap((player) =>
        names(player).map((key, i) => [key, tf.reshape(tf.slice(point[player], i, 1), []) as tf.Scalar] as const),
      );
      return parsed.tensor<tf.Scalar>(arrange<tf.Scalar>(parsed, Object.fromEntries(scalars)));
    },
  };
}

/** Small games with a known saddle. */
export const games: readonly Game[] = Object.entries(definitions).map(gameOf);
