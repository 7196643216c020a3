import type { FusedOperation } from './fused-operation.js';
import { gates } from './gate.js';

/**
 * What an LSTM cell computes element by element, of the sums z = [z_i, z_f, z_g, z_o] and the state c before:
 *
 *     i, f, o = σ(z_i), σ(z_f), σ(z_o);  g = tanh(z_g)
 *     c' = f c + i g
 *     h = o tanh(c')
 *
 * Shapes: z [batch, 4 units], the others [batch, units]. Hochreiter and Schmidhuber 1997, with the forget gate of Gers,
 * Schmidhuber and Cummins 2000.
 */
export const lstmGates: FusedOperation = {
  name: 'OptimizerZooLSTMGates',
  inputs: ['z', 'c'],
  outputs: ['h', 'next', 'gates', 'tanhNext'],
  saved: ['z', 'c', 'gates', 'tanhNext'],
  shapes: ([, c]) => [c, c, [c[0], 4 * c[1]], c],
  run({ z, c }, { h, next, gates: activated, tanhNext }, units, gateName) {
    const { [gateName]: gate } = gates;
    for (let k = 0; k < c.length; k++) {
      const zi = 4 * units * Math.floor(k / units) + (k % units);
      const [zf, zg, zo] = [zi + units, zi + 2 * units, zi + 3 * units];
      activated[zi] = gate.at(z[zi]);
      activated[zf] = gate.at(z[zf]);
      activated[zg] = Math.tanh(z[zg]);
      activated[zo] = gate.at(z[zo]);
      next[k] = activated[zf] * c[k] + activated[zi] * activated[zg];
      tanhNext[k] = Math.tanh(next[k]);
      h[k] = activated[zo] * tanhNext[k];
    }
  },
  gradient({ z, c, gates: activated, tanhNext }, { h: dh, next: dNext }, { z: dz, c: dc }, units, gateName) {
    const { [gateName]: gate } = gates;
    for (let k = 0; k < c.length; k++) {
      const zi = 4 * units * Math.floor(k / units) + (k % units);
      const [zf, zg, zo] = [zi + units, zi + 2 * units, zi + 3 * units];
      const [i, f, g, o, t] = [activated[zi], activated[zf], activated[zg], activated[zo], tanhNext[k]];
      const through = dNext[k] + dh[k] * o * (1 - t * t);
      dz[zi] = through * g * gate.slope(z[zi], i);
      dz[zf] = through * c[k] * gate.slope(z[zf], f);
      dz[zg] = through * i * (1 - g * g);
      dz[zo] = dh[k] * t * gate.slope(z[zo], o);
      dc[k] = through * f;
    }
  },
};
