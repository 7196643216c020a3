import type { FusedOperation } from './fused-operation.js';
import { gates } from './gate.js';

/**
 * The gates of a GRU cell, of its sums over the input x = [x_z, x_r, x_h] and over the state before, u = [u_z, u_r]:
 *
 *     z, r = σ(x_z + u_z), σ(x_r + u_r)
 *     reset = r h
 *
 * Shapes: x [batch, 3 units], u [batch, 2 units], the others [batch, units]. Cho et al. 2014, arXiv:1406.1078.
 */
export const gruGates: FusedOperation = {
  name: 'OptimizerZooGRUGates',
  inputs: ['x', 'u', 'h'],
  outputs: ['update', 'reset', 'sums', 'r'],
  saved: ['h', 'sums', 'update', 'r'],
  shapes: ([, u, h]) => [h, h, u, h],
  run({ x, u, h }, { update, reset, sums, r }, units, gateName) {
    const { [gateName]: gate } = gates;
    for (let k = 0; k < h.length; k++) {
      const [row, column] = [Math.floor(k / units), k % units];
      const [xz, uz] = [3 * units * row + column, 2 * units * row + column];
      sums[uz] = x[xz] + u[uz];
      sums[uz + units] = x[xz + units] + u[uz + units];
      update[k] = gate.at(sums[uz]);
      r[k] = gate.at(sums[uz + units]);
      reset[k] = r[k] * h[k];
    }
  },
  gradient({ h, sums, update, r }, { update: dUpdate, reset: dReset }, { x: dx, u: du, h: dh }, units, gateName) {
    const { [gateName]: gate } = gates;
    for (let k = 0; k < h.length; k++) {
      const [row, column] = [Math.floor(k / units), k % units];
      const [xz, uz] = [3 * units * row + column, 2 * units * row + column];
      du[uz] = dUpdate[k] * gate.slope(sums[uz], update[k]);
      du[uz + units] = dReset[k] * h[k] * gate.slope(sums[uz + units], r[k]);
      dx[xz] = du[uz];
      dx[xz + units] = du[uz + units];
      dx[xz + 2 * units] = 0;
      dh[k] = dReset[k] * r[k];
    }
  },
};
