import type { Problem } from '../problem.js';
import { type FromExpressionOptions, fromExpression } from './from-expression.js';

type Definition = Omit<FromExpressionOptions, 'name' | 'config' | 'tags'> & { readonly tags?: readonly string[] };

const survey = 'Jamil & Yang 2013, arXiv:1308.4008';
const twice = (low: number, high: number) => ({ x: [low, high], y: [low, high] }) as const;

/** Functions of the plane that are used to show optimizers, in x and y. Their minima are those of the literature. */
const definitions: Readonly<Record<string, Definition>> = {
  booth: {
    reference: `Booth's function, ${survey}, no. 17`,
    tags: ['convex', 'quadratic'],
    expression: '(x + 2 * y - 7)^2 + (2 * x + y - 5)^2',
    start: [-5, -5],
    minimum: { value: 0, point: [1, 3] },
    constants: { L: 18, mu: 2 },
    region: twice(-10, 10),
  },
  matyas: {
    reference: `Matyas 1965; ${survey}, no. 71`,
    tags: ['convex', 'quadratic'],
    expression: '0.26 * (x^2 + y^2) - 0.48 * x * y',
    start: [-5, 8],
    minimum: { value: 0, point: [0, 0] },
    constants: { L: 1, mu: 0.04 },
    region: twice(-10, 10),
  },
  himmelblau: {
    reference: 'Himmelblau 1972, Applied Nonlinear Programming',
    expression: '(x^2 + y - 11)^2 + (x + y^2 - 7)^2',
    start: [0, 0],
    minimum: {
      value: 0,
      point: [3, 2],
      others: [
        [-2.805118086952745, 3.131312518250573],
        [-3.779310253377747, -3.28318599128617],
        [3.584428340330492, -1.8481265269644036],
      ],
    },
    region: twice(-5, 5),
  },
  goldsteinPrice: {
    reference: 'Goldstein & Price 1971, doi:10.1090/S0025-5718-1971-0312365-X',
    expression:
      '(1 + (x + y + 1)^2 * (19 - 14 * x + 3 * x^2 - 14 * y + 6 * x * y + 3 * y^2)) * ' +
      '(30 + (2 * x - 3 * y)^2 * (18 - 32 * x + 12 * x^2 + 48 * y - 36 * x * y + 27 * y^2))',
    start: [-0.5, -0.3],
    minimum: { value: 3, point: [0, -1] },
    region: twice(-2, 2),
  },
  easom: {
    reference: `Easom 1990; ${survey}, no. 50`,
    tags: ['flat'],
    expression: '-cos(x) * cos(y) * exp(-(x - pi)^2 - (y - pi)^2)',
    start: [2, 2.5],
    minimum: { value: -1, point: [Math.PI, Math.PI] },
    region: twice(0, 6),
  },
  sixHumpCamel: {
    reference: 'Dixon & Szegő 1978, Towards Global Optimisation 2',
    expression: '(4 - 2.1 * x^2 + x^4 / 3) * x^2 + x * y + (4 * y^2 - 4) * y^2',
    start: [1.5, 0.8],
    minimum: {
      value: -1.0316284534898774,
      point: [0.08984201310031806, -0.7126564030207396],
      others: [[-0.08984201310031806, 0.7126564030207396]],
    },
    region: { x: [-2, 2], y: [-1.2, 1.2] },
  },
  threeHumpCamel: {
    reference: `${survey}, no. 25`,
    expression: '2 * x^2 - 1.05 * x^4 + x^6 / 6 + x * y + y^2',
    start: [1, 2],
    minimum: { value: 0, point: [0, 0] },
    region: twice(-2.5, 2.5),
  },
  mcCormick: {
    // Outside the region it falls without bound, by π for every step of (−π, −π).
    reference: 'McCormick 1976, doi:10.1007/BF01580665; minimum within the region',
    tags: ['unbounded'],
    expression: 'sin(x + y) + (x - y)^2 - 1.5 * x + 2.5 * y + 1',
    start: [2, 2],
    minimum: { value: -Math.sqrt(3) / 2 - Math.PI / 3, point: [0.5 - Math.PI / 3, -0.5 - Math.PI / 3] },
    region: { x: [-1.5, 4], y: [-3, 4] },
  },
  branin: {
    reference: 'Branin 1972, doi:10.1147/rd.165.0504',
    expression: '(y - 5.1 / (4 * pi^2) * x^2 + 5 / pi * x - 6)^2 + 10 * (1 - 1 / (8 * pi)) * cos(x) + 10',
    start: [5, 8],
    minimum: {
      value: 10 / (8 * Math.PI),
      point: [Math.PI, 2.275],
      others: [
        [-Math.PI, 12.275],
        [3 * Math.PI, 2.475],
      ],
    },
    region: { x: [-5, 10], y: [0, 15] },
  },
  bohachevsky: {
    reference: 'Bohachevsky, Johnson & Stein 1986, doi:10.1080/00401706.1986.10488128',
    expression: 'x^2 + 2 * y^2 - 0.3 * cos(3 * pi * x) - 0.4 * cos(4 * pi * y) + 0.7',
    start: [1.5, -1],
    minimum: { value: 0, point: [0, 0] },
    region: twice(-2, 2),
  },
  schaffer: {
    reference: `Schaffer's second function, ${survey}, no. 113`,
    expression: '0.5 + (sin(x^2 - y^2)^2 - 0.5) / (1 + 0.001 * (x^2 + y^2))^2',
    start: [2, 1],
    minimum: { value: 0, point: [0, 0] },
    region: twice(-4, 4),
  },
  zettl: {
    reference: 'Schwefel 1995, Evolution and Optimum Seeking, problem 2.24',
    expression: '(x^2 + y^2 - 2 * x)^2 + 0.25 * x',
    start: [2, 1],
    minimum: { value: -0.003791237220468898, point: [-0.02989598505066038, 0] },
    region: { x: [-1, 3], y: [-2, 2] },
  },
  leon: {
    reference: 'Leon 1966, A comparison among eight known optimizing procedures',
    tags: ['ill-conditioned'],
    expression: '100 * (y - x^3)^2 + (1 - x)^2',
    start: [-1.2, -1],
    minimum: { value: 0, point: [1, 1] },
    region: twice(-1.6, 1.6),
  },
};

export const classics: readonly Problem[] = Object.entries(definitions).map(([name, { tags = [], ...definition }]) =>
  fromExpression({
    ...definition,
    name,
    config: { name },
    tags: tags.includes('convex') ? tags : ['non-convex', ...tags],
  }),
);
