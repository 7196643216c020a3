/** The activations of fused kernels that are computed in place, as tfjs's cpu backend computes them. */
const activations: Readonly<Record<string, (x: number) => number>> = {
  relu: (x) => Math.max(0, x),
  relu6: (x) => Math.min(Math.max(0, x), 6),
  elu: (x) => (x >= 0 ? x : Math.exp(x) - 1),
  sigmoid: (x) => 1 / (1 + Math.exp(-x)),
};

export type Activate = (numbers: Float32Array) => void;

/** What applies an activation to numbers in place; undefined for one that is left to tfjs. */
export function activation(name = 'linear'): Activate | undefined {
  if (name === 'linear') return () => {};
  const { [name]: apply } = activations;
  if (!apply) return undefined;
  return (numbers) => {
    for (let i = 0; i < numbers.length; i++) numbers[i] = apply(numbers[i]);
  };
}
