import '@tensorflow/tfjs';
import { derivative, type EvalFunction, parse } from 'mathjs';
import { parseExpression } from './expression/parse-expression.js';
import type { Problem } from './problem.js';
import { suite } from './suite.js';

/** The variables of a problem whose formula is one expression in all of them; none for any other. */
function variablesOf({ formula, dimension }: Problem): readonly string[] {
  try {
    const { symbols } = parseExpression(formula);
    return symbols.length === dimension ? symbols : [];
  } catch {
    return [];
  }
}

const written = suite.filter((problem) => variablesOf(problem).length > 0);

test.each(written)('the gradient of $name is the symbolic one of mathjs, which evaluates it itself', (problem) => {
  const symbols = variablesOf(problem);
  const partials: EvalFunction[] = symbols.map((symbol) => derivative(parse(problem.formula), symbol).compile());
  for (const seed of [0, 1, 2]) {
    const instance = problem.create(seed);
    const point = [...instance.variables[0]!.dataSync()];
    instance.dispose();
    const scope = Object.fromEntries(symbols.map((symbol, i) => [symbol, point[i]!]));
    const found = problem.float64!.gradient(point);
    const scale = Math.hypot(...found);
    partials.forEach((partial, i) => {
      expect(Math.abs(found[i]! - (partial.evaluate(scope) as number))).toBeLessThan(1e-11 * (1 + scale));
    });
  }
});

test('there are many such', () => {
  expect(written.length).toBeGreaterThan(20);
});
