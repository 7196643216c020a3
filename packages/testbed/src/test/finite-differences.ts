/** The gradient of a function in float64, by central differences of fourth order. */
export function numericalGradient(value: (x: readonly number[]) => number, x: readonly number[]): number[] {
  return x.map((xi, i) => {
    const h = 1e-3 * (1e-3 + Math.abs(xi));
    const at = (steps: number) => value(x.with(i, xi + steps * h));
    return (8 * (at(1) - at(-1)) - (at(2) - at(-2))) / (12 * h);
  });
}

/** The Hessian of a function in float64, by central differences of its gradient; symmetric. */
export function numericalHessian(gradient: (x: readonly number[]) => number[], x: readonly number[]): number[][] {
  const rows = x.map((xi, i) => {
    const h = 1e-4 * (1 + Math.abs(xi));
    const [ahead, behind] = [gradient(x.with(i, xi + h)), gradient(x.with(i, xi - h))];
    return ahead.map((g, j) => (g - behind[j]!) / (2 * h));
  });
  return rows.map((row, i) => row.map((value, j) => (value + rows[j]![i]!) / 2));
}
