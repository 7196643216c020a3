const { fround } = Math;

/** The activation of a gate, and its slope at z, where it is y. */
export interface Gate {
  at(z: number): number;
  slope(z: number, y: number): number;
}

const fifth = fround(0.2);
/** As tfjs rounds it on the way. */
const line = (z: number) => fround(0.5 + fround(fifth * z));

/** Those that a fused step can have, by the names of tf.layers. */
export const gates: Readonly<Record<string, Gate>> = {
  hardSigmoid: {
    at: (z) => Math.min(1, Math.max(0, line(z))),
    slope: (z) => (line(z) >= 0 && line(z) <= 1 ? fifth : 0),
  },
  sigmoid: { at: (z) => 1 / (1 + Math.exp(-z)), slope: (_z, y) => y * (1 - y) },
};
