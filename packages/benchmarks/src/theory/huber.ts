import { linearModel, type Problem, smoothedHinge } from '@optimizer-zoo/testbed';

/**
 * Huber's function (one-sided) of one number, L = 1, from so far away that it has the same slope all along `steps` steps
 * of 1 / L: the worst case of gradient descent, and far for every method. With `l1`, + l1 |x|.
 */
export const huber = (steps: number, l1 = 0): Problem =>
  linearModel({
    name: 'huber',
    reference: 'Drori and Teboulle 2014, arXiv:1206.3209, section 3',
    tags: [],
    data: { rows: [[1]], targets: [1] },
    loss: smoothedHinge(1),
    l1,
    start: [1 - (2 * steps + 1)],
    minimizer: () => [1 - l1],
  });
