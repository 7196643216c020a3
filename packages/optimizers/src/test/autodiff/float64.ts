/**
 * Runs `body` with tf's cpu backend in float64: its kernels compute in doubles and only store floats, in arrays that
 * they make by the global name. So the derivatives of tf's own kernels can be had from finite differences to nine
 * digits. Tensors made inside must not be used outside.
 */
export function inFloat64<T>(body: () => T): T {
  const single = globalThis.Float32Array;
  globalThis.Float32Array = Float64Array as unknown as typeof Float32Array;
  try {
    return body();
  } finally {
    globalThis.Float32Array = single;
  }
}
