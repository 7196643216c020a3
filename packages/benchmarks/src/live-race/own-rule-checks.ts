import { minimize, type RuleOptimizer } from '@optimizer-zoo/optimizers/float64';

/** Something that a rule must do, and what is wrong where it does not. */
export interface CheckedRule {
  readonly name: string;
  readonly fault?: string;
}

type Make = (options?: object) => RuleOptimizer;

/** The function of the public contract: Σ (xᵢ − i)² + 0.1 cos xᵢ. */
const bowl = {
  value: (x: ArrayLike<number>) => Array.from(x).reduce((sum, one, i) => sum + (one - i) ** 2 + 0.1 * Math.cos(one), 0),
  gradient: (x: ArrayLike<number>) => Array.from(x, (one, i) => 2 * (one - i) - 0.1 * Math.sin(one)),
};
const start = [0.6, -0.6, 3];
const flat = { value: () => 0, gradient: (x: ArrayLike<number>) => Array.from(x, () => 0) };

const run = (optimizer: RuleOptimizer, maxSteps: number, state?: object, objective: typeof bowl = bowl) =>
  minimize(objective, [...start], { optimizer, maxSteps, ...(state && { state: state as never }) });
/** What a run keeps, but for how often functions were called. */
const keptBy = (result: ReturnType<typeof run>) => JSON.stringify({ ...result.save(), evaluations: undefined });

const checks: Readonly<Record<string, (make: Make) => string | undefined>> = {
  'lowers the function of the contract within 50 steps': (make) => {
    const [before, { value }] = [bowl.value(start), run(make(), 50)];
    return value < before ? undefined : `it goes from ${before} to ${value}`;
  },
  'makes the same steps each time': (make) => {
    const [first, second] = [keptBy(run(make(), 20)), keptBy(run(make(), 20))];
    return first === second ? undefined : 'a second run ends elsewhere';
  },
  'goes on from what was saved, bit for bit': (make) => {
    const half = JSON.parse(JSON.stringify(run(make(), 8).save()));
    return keptBy(run(make(), 20, half)) === keptBy(run(make(), 20))
      ? undefined
      : 'it ends elsewhere than without a stop';
  },
  'stays finite where the gradient is zero': (make) => {
    const { x } = run(make(), 10, undefined, flat);
    return x.every(Number.isFinite) ? undefined : `it leads to ${x.join(', ')}`;
  },
  'takes a schedule for its step size': (make) => {
    const { rule, options } = make();
    const name = rule.stepSize ?? 'learningRate';
    const size = options[name];
    if (typeof size !== 'number') return `${name} is no number`;
    const scheduled = run(make({ [name]: () => size }), 20);
    return scheduled.x.join() === run(make(), 20).x.join() ? undefined : 'with a constant schedule it ends elsewhere';
  },
  'refuses numbers that are none': (make) => {
    const { rule } = make();
    const takes = Object.entries(rule.hyper).filter(([name, { default: byDefault }]) => {
      if (typeof byDefault !== 'number') return false;
      try {
        make({ [name]: Number.NaN });
        return true;
      } catch {
        return false;
      }
    });
    return takes.length === 0 ? undefined : `${takes.map(([name]) => name).join(', ')} may be NaN`;
  },
};

/** What of the contract can be seen on plain arrays, each with what is wrong. */
export const checkRule = (make: Make): CheckedRule[] =>
  Object.entries(checks).map(([name, check]) => {
    try {
      const fault = check(make);
      return { name, ...(fault && { fault }) };
    } catch (error) {
      return { name, fault: (error as Error).message };
    }
  });
