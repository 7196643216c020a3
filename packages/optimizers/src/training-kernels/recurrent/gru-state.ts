import type { FusedOperation } from './fused-operation.js';

/**
 * The new state of a GRU cell, of x = [x_z, x_r, x_h], of what the reset state sums up to, v, of the update gate z and the state h
 * before:
 *
 *     h' = z h + (1 − z) tanh(x_h + v)
 *
 * Shapes: x [batch, 3 units], the others [batch, units]. Cho et al. 2014, arXiv:1406.1078.
 */
export const gruState: FusedOperation = {
  name: 'OptimizerZooGRUState',
  inputs: ['x', 'v', 'update', 'h'],
  outputs: ['next', 'candidate'],
  saved: ['update', 'h', 'candidate'],
  shapes: ([, , , h]) => [h, h],
  run({ x, v, update, h }, { next, candidate }, units) {
    for (let k = 0; k < h.length; k++) {
      candidate[k] = Math.tanh(x[3 * units * Math.floor(k / units) + 2 * units + (k % units)] + v[k]);
      next[k] = update[k] * h[k] + (1 - update[k]) * candidate[k];
    }
  },
  gradient({ update, h, candidate }, { next: dNext }, { x: dx, v: dv, update: dUpdate, h: dh }, units) {
    for (let k = 0; k < h.length; k++) {
      const xz = 3 * units * Math.floor(k / units) + (k % units);
      dv[k] = dNext[k] * (1 - update[k]) * (1 - candidate[k] * candidate[k]);
      dx[xz] = 0;
      dx[xz + units] = 0;
      dx[xz + 2 * units] = dv[k];
      dUpdate[k] = dNext[k] * (h[k] - candidate[k]);
      dh[k] = dNext[k] * update[k];
    }
  },
};
