import fc from 'fast-check';
import * as zoo from '../index.js';

type Options = Readonly<Record<string, never>>;

/** A family of schedules as the property tests see it. */
export interface Family {
  readonly make: (options: Options) => zoo.Schedule;
  /** All that is valid, within reason. */
  readonly options: fc.Arbitrary<Options>;
  /** Between what values it stays. */
  readonly range?: (options: Options) => readonly [low: number, high: number];
  /** The number of steps after which it no longer changes. */
  readonly end?: (options: Options) => number;
  /** How far two neighbouring steps may be apart, where it has no jumps. */
  readonly steepest?: (options: Options) => number;
  readonly isMonotone?: true;
}

const size = { noNaN: true, noDefaultInfinity: true } as const;
const value = fc.double({ min: -1e3, max: 1e3, ...size }).map((number) => number + 0); // JSON knows no -0
const share = fc.double({ min: 0, max: 1, ...size });
const rate = fc.double({ min: 1e-3, max: 1, ...size });
const steps = fc.double({ min: 1, max: 1e4, ...size });
const whole = fc.integer({ min: 1, max: 1000 });
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

const pieces = fc.uniqueArray(whole, { maxLength: 4 }).chain((found) =>
  fc.record({
    boundaries: fc.constant(found.sort((a, b) => a - b)),
    values: fc.array(value, { minLength: found.length + 1, maxLength: found.length + 1 }),
  }),
);

/** Simple ones, for those that hold others. */
const inner = fc.oneof(
  value,
  fc.record({ initialValue: value, decaySteps: steps }).map((options) => zoo.cosineDecay(options)),
  fc
    .record({ initialValue: value, decaySteps: steps, decayRate: rate })
    .map((options) => zoo.exponentialDecay(options)),
);

const span = (...values: number[]) => [Math.min(...values), Math.max(...values)] as const;
const decays = (key: string) => ({
  range: (o: Options) => span(o.initialValue, o[key] ?? 0),
  end: (o: Options) => o.decaySteps as number,
  isMonotone: true as const,
});
const fades = { range: (o: Options) => span(0, o.initialValue), isMonotone: true as const };

interface Given<O> extends Omit<Family, 'make' | 'options'> {
  readonly make: (options: O) => zoo.Schedule;
  readonly options: fc.Arbitrary<O>;
}
/** The options' types meet here; after that they are forgotten. */
const family = <O>(given: Given<O>) => given as unknown as Family;

export const everySchedule: Readonly<Record<string, Family>> = {
  constant: family({
    make: zoo.constant,
    options: fc.record({ value }),
    range: (o) => span(o.value),
    isMonotone: true,
  }),
  linearDecay: family({
    make: zoo.linearDecay,
    options: fc.record({ initialValue: value, decaySteps: steps, endValue: maybe(value) }),
    ...decays('endValue'),
    steepest: (o) => Math.abs(o.initialValue - (o.endValue ?? 0)) / o.decaySteps,
  }),
  polynomialDecay: family({
    make: zoo.polynomialDecay,
    options: fc.record({
      initialValue: value,
      decaySteps: steps,
      endValue: value,
      power: fc.double({ min: 0.1, max: 5, ...size }),
      cycle: fc.constant(false),
    }),
    ...decays('endValue'),
  }),
  exponentialDecay: family({
    make: zoo.exponentialDecay,
    options: fc.record({ initialValue: value, decaySteps: steps, decayRate: rate, staircase: maybe(fc.boolean()) }),
    ...fades,
  }),
  inverseTimeDecay: family({
    make: zoo.inverseTimeDecay,
    options: fc.record({
      initialValue: value,
      decaySteps: steps,
      decayRate: fc.double({ min: 0, max: 100, ...size }),
      staircase: maybe(fc.boolean()),
    }),
    ...fades,
  }),
  inverseSquareRootDecay: family({
    make: zoo.inverseSquareRootDecay,
    options: fc.record({ initialValue: value, decaySteps: maybe(steps) }),
    ...fades,
  }),
  stronglyConvexDecay: family({
    make: zoo.stronglyConvexDecay,
    options: fc.record({ mu: fc.double({ min: 1e-6, max: 1e6, ...size }) }),
    range: (o) => [0, 1 / o.mu],
    isMonotone: true,
  }),
  stepDecay: family({
    make: zoo.stepDecay,
    options: fc.record({ initialValue: value, decaySteps: steps, decayRate: maybe(rate) }),
    ...fades,
  }),
  multiStepDecay: family({
    make: zoo.multiStepDecay,
    options: fc.record({ initialValue: value, boundaries: pieces.map(({ boundaries }) => boundaries) }),
    ...fades,
    end: (o) => (o.boundaries as number[]).at(-1) ?? 0,
  }),
  piecewiseConstantDecay: family({
    make: zoo.piecewiseConstantDecay,
    options: pieces,
    range: (o) => span(...(o.values as number[])),
    end: (o) => ((o.boundaries as number[]).at(-1) ?? 0) + 1,
  }),
  piecewiseInterpolate: family({
    make: zoo.piecewiseInterpolate,
    options: fc
      .tuple(pieces, fc.constantFrom('linear' as const, 'cosine' as const))
      .map(([points, interpolation]) => ({ ...points, interpolation })),
    range: (o) => span(...(o.values as number[])),
    end: (o) => (o.boundaries as number[]).at(-1) ?? 0,
    steepest(o) {
      const [boundaries, values] = [[0, ...(o.boundaries as number[])], o.values as number[]];
      const slopes = values.slice(1).map((to, i) => Math.abs(to - values[i]) / (boundaries[i + 1] - boundaries[i]));
      return (Math.PI / 2) * Math.max(0, ...slopes);
    },
  }),
  cosineDecay: family({
    make: zoo.cosineDecay,
    options: fc.record({ initialValue: value, decaySteps: steps, alpha: maybe(share) }),
    range: (o) => span(o.initialValue, o.initialValue * (o.alpha ?? 0)),
    end: (o) => o.decaySteps,
    steepest: (o) => (Math.PI / 2) * Math.abs(o.initialValue / o.decaySteps),
    isMonotone: true,
  }),
  cosineDecayRestarts: family({
    make: zoo.cosineDecayRestarts,
    options: fc.record({
      initialValue: value,
      firstDecaySteps: steps,
      tMul: maybe(fc.oneof(fc.constant(1), fc.double({ min: 1, max: 4, ...size }))),
      mMul: maybe(rate),
      alpha: maybe(share),
    }),
    range: (o) => span(o.initialValue, o.initialValue * (o.alpha ?? 0)),
  }),
  oneCycle: family({
    make: zoo.oneCycle,
    options: fc.record({
      maxValue: value,
      totalSteps: whole,
      pctStart: fc.double({ min: 0.01, max: 0.99, ...size }),
      anneal: fc.constantFrom('cosine' as const, 'linear' as const),
      divFactor: maybe(fc.double({ min: 1, max: 100, ...size })),
    }),
    range: (o) => span(o.maxValue, o.maxValue / (o.divFactor ?? 25) / 1e4),
    end: (o) => o.totalSteps - 1,
  }),
  oneCycleMomentum: family({
    make: zoo.oneCycleMomentum,
    options: fc.record({ totalSteps: whole, maxMomentum: share, baseMomentum: share }),
    range: (o) => span(o.maxMomentum, o.baseMomentum),
    end: (o) => o.totalSteps - 1,
  }),
  cyclic: family({
    make: zoo.cyclic,
    options: fc.record({
      baseValue: value,
      maxValue: value,
      upSteps: whole,
      downSteps: maybe(whole),
      mode: fc.constantFrom('triangular' as const, 'triangular2' as const, 'expRange' as const),
      gamma: maybe(rate),
    }),
    range: (o) => span(o.baseValue, o.maxValue),
  }),
  warmupStableDecay: family({
    make: zoo.warmupStableDecay,
    options: fc.record({
      maxValue: value,
      warmupSteps: fc.nat(1000),
      stableSteps: fc.nat(1000),
      decaySteps: whole,
      initialValue: maybe(value),
      endValue: maybe(value),
      decay: fc.constantFrom('sqrt' as const, 'linear' as const, 'cosine' as const),
    }),
    range: (o) => span(o.maxValue, o.initialValue ?? 0, o.endValue ?? 0),
    end: (o) => (o.warmupSteps as number) + (o.stableSteps as number) + (o.decaySteps as number),
    steepest: (o) =>
      Math.max(
        o.warmupSteps > 0 ? Math.abs(o.maxValue - (o.initialValue ?? 0)) / o.warmupSteps : 0,
        Math.abs(o.maxValue - (o.endValue ?? 0)) *
          (o.decay === 'sqrt' ? 1 / Math.sqrt(o.decaySteps) : Math.PI / 2 / o.decaySteps),
      ),
  }),
  rex: family({
    make: zoo.rex,
    options: fc.record({ initialValue: value, decaySteps: steps, endValue: maybe(value) }),
    ...decays('endValue'),
  }),
  chebyshev: family({
    make: zoo.chebyshev,
    options: fc
      .tuple(fc.double({ min: 1e-3, max: 1, ...size }), fc.double({ min: 1, max: 1e3, ...size }), fc.nat({ max: 10 }))
      .map(([minCurvature, maxCurvature, power]) => ({ minCurvature, maxCurvature, cycleSteps: 2 ** power })),
    range: (o) => [1 / o.maxCurvature, 1 / o.minCurvature],
  }),
  cyclicSnapshots: family({
    make: zoo.cyclicSnapshots,
    options: fc.record({ initialValue: value, totalSteps: whole, snapshots: whole }),
    range: (o) => span(0, o.initialValue),
  }),
  tanhDecay: family({
    make: zoo.tanhDecay,
    options: fc.record({ initialValue: value, decaySteps: steps, endValue: maybe(value) }),
    ...decays('endValue'),
  }),
  noam: family({
    make: zoo.noam,
    options: fc.record({ modelSize: whole, warmupSteps: maybe(whole) }),
    range: (o) => [0, (1 + 1e-12) / Math.sqrt(o.modelSize * (o.warmupSteps ?? 4000))],
  }),
  ademamixAlpha: family({
    make: zoo.ademamixAlpha,
    options: fc.record({ warmupSteps: fc.nat(1000), alpha: maybe(fc.double({ min: 0, max: 100, ...size })) }),
    range: (o) => [0, o.alpha ?? 5],
    end: (o) => o.warmupSteps as number,
    isMonotone: true,
  }),
  ademamixBeta3: family({
    make: zoo.ademamixBeta3,
    options: fc.record({
      warmupSteps: fc.nat(1000),
      beta1: fc.double({ min: 0, max: 0.99, ...size }),
      beta3: fc.double({ min: 0, max: 0.99999, ...size }),
    }),
    range: (o) => span(o.beta1 + 1e-8, o.beta3 + 1e-8, o.beta3), // the authors' 1e-8
    end: (o) => o.warmupSteps as number,
    isMonotone: true,
  }),
  linearWarmup: family({
    make: zoo.linearWarmup,
    options: fc.record({ warmupSteps: fc.nat(1000), after: inner, initialValue: maybe(value) }),
  }),
  join: family({
    make: zoo.join,
    options: pieces.chain(({ boundaries }) =>
      fc.record({
        boundaries: fc.constant(boundaries),
        schedules: fc.array(inner, { minLength: boundaries.length + 1, maxLength: boundaries.length + 1 }),
      }),
    ),
  }),
  chain: family({
    make: zoo.chain,
    options: fc.record({ schedules: fc.array(inner, { minLength: 1, maxLength: 3 }) }),
  }),
  repeat: family({ make: zoo.repeat, options: fc.record({ schedule: inner, steps: whole }) }),
  offset: family({
    make: zoo.offset,
    options: fc.record({ schedule: inner, steps: fc.integer({ min: -1000, max: 1000 }) }),
  }),
  clamp: family({
    make: zoo.clamp,
    options: fc.record({ schedule: inner, min: maybe(fc.double({ min: -1e3, max: 0, ...size })), max: maybe(share) }),
    range: (o) => [o.min ?? Number.NEGATIVE_INFINITY, o.max ?? Number.POSITIVE_INFINITY],
  }),
};
