import { aegdPreconditioned } from '../experimental/index.js';
import { float64Problems } from '../fixtures/float64-problems.js';
import { follow, phase, trajectory } from '../fixtures/float64-reference.js';
import { casesOf, leaveOut } from '../fixtures/reference-cases.js';
import { type Entry, optionsOf, readEntries } from '../fixtures/reference-files.js';
import * as zoo from './index.js';

type Values = Readonly<Record<string, never>>;

/** Steps that make one draw each, the first `first`. */
const injected =
  (first = 1): zoo.Float64RandomSource =>
  (step) => {
    let c = step === 1 ? 0 : first + step - 2;
    const draw = (count: number, value: (phase: number) => number) => {
      const values = Float64Array.from({ length: count }, (_, i) => value(phase(c, i)));
      c++;
      return values;
    };
    return {
      normal: (count) => draw(count, (angle) => Math.SQRT2 * Math.sin(angle)),
      rademacher: (count) => draw(count, (angle) => (Math.sin(angle) >= 0 ? 1 : -1)),
      uniform: () => Number.NaN,
    };
  };

const curved: Readonly<Record<string, (entry: Entry) => zoo.RuleOptimizer>> = {
  adahessian: (entry) =>
    zoo.adahessian({ ...optionsOf(entry), gradient: zoo.hutchinson({ averaging: 'spatial', random: injected() }) }),
  oasis: (entry) => {
    const { warm: initialSamples, ...options } = optionsOf(entry, { eta0: 'learningRate' }) as Values;
    return zoo.oasis({ ...options, gradient: zoo.hutchinson({ initialSamples, random: injected(initialSamples) }) });
  },
  'sophia-h': (entry) => {
    const { k: every, ...options } = optionsOf(entry) as Values;
    const random: zoo.Float64RandomSource = (step) => injected()((step - 1) / every + 1);
    return zoo.sophiaH({ ...options, gradient: zoo.hutchinson({ every, distribution: 'normal', random }) });
  },
  // the file has the loss itself for the one with sampled labels, so that the estimate is the batch's size times g²
  'sophia-g': (entry) => {
    const { k: every, bs: batchSize, ...options } = optionsOf(entry) as Values;
    const gradient: zoo.Curvature = {
      isMeasured: (step) => step % every === 0,
      measure(_, { x, evaluator }, into) {
        evaluator.gradient(x, into);
        for (let i = 0; i < into.length; i++) into[i] = batchSize * into[i] ** 2;
      },
    };
    return zoo.sophiaG({ ...options, gradient });
  },
};

const inner = { sgdm: zoo.momentum, adam: zoo.adam, adamw: zoo.adamw };
const innerOf = ({ hyperparameters: { variant } }: Entry) => inner[variant as keyof typeof inner];

const wrapped: Readonly<Record<string, (entry: Entry) => zoo.RuleOptimizer>> = {
  clip_sgd: (entry) => {
    const { maxNorm, learningRate } = optionsOf(entry) as Record<string, number>;
    return zoo.clipByNorm(zoo.sgd({ learningRate }), { clipnorm: maxNorm });
  },
  lookahead: (entry) => {
    const renamed = { la_steps: 'syncPeriod', la_alpha: 'slowStepSize' };
    const { variant: _, syncPeriod, slowStepSize, pullbackMomentum, ...options } = optionsOf(entry, renamed);
    return zoo.lookahead(innerOf(entry)(options), { syncPeriod, slowStepSize, pullbackMomentum } as never);
  },
  xgrad: (entry) => {
    const { variant: _, s: predictedSteps, ...options } = optionsOf(entry);
    return zoo.xgrad(innerOf(entry)(options), { predictedSteps });
  },
};

const rules = casesOf<zoo.RuleOptimizer>({
  ...zoo,
  aegdPreconditioned: zoo.factoryOf(aegdPreconditioned.rule),
} as never);
const cases = { ...rules, ...curved, ...wrapped };

/** Entries that are not followed, and why. */
function reasonAgainst(file: string, entry: Entry): string | undefined {
  if (file === 'clip_sgd' && entry.hyperparameters.variant === 'torch') return 'torch adds 1e-6 to the norm';
  return file in rules ? leaveOut(entry) : undefined;
}

/** From the second pullback on (step 10) the authors' cached momentum is the momentum itself under another name. */
const lastStep = (file: string, { hyperparameters: { pullback_momentum: mode } }: Entry) =>
  file === 'lookahead' && mode === 'pullback' ? 10 : 200;

/** The last checkpoint of entries whose own sensitivity to one rounding says stop before step 200. */
const shorter: Readonly<Record<string, number>> = {
  'sophia-g P1 {"lr":0.01,"betas":[0.965,0.99],"rho":0.04,"weight_decay":0.1,"bs":32,"k":10}': 100,
  'sophia-g P3 {"lr":0.01,"betas":[0.965,0.99],"rho":0.04,"weight_decay":0.1,"bs":32,"k":10}': 100,
  'ademamix P3 {"betas":[0,0.999,0.9999],"alpha":5,"eps":1e-8,"alpha_warmup":100,"beta3_warmup":100,"lr":0.1}': 100,
  'simplified_ademamix P1 {"betas":[0.99,0.95],"alpha":10,"eps":1e-8,"beta1_warmup":100,"min_beta1":0.9,"weight_decay":0.01,"lr":0.001}': 100,
  'adopt P3 {"betas":[0.9,0.99],"eps":0.000001,"lr":1}': 100,
  'normalized_gd P3 {"schedule":"constant","eps":1e-8,"lr":0.1}': 100,
  'mars P1 {"betas":[0.95,0.99],"eps":1e-8,"gamma":0.025,"lr":0.02}': 100,
  'aegd_preconditioned P3 {"variant":"rms","c":100,"beta":0.99,"eps":1e-8,"lr":0.1}': 50,
  'prodigy P2 {"betas":[0.9,0.999],"eps":1e-8,"d0":0.000001,"lr":1}': 50,
  'prodigy P2 {"betas":[0.9,0.999],"eps":1e-8,"d0":0.0001,"d_coef":0.5,"growth_rate":1.5,"lr":1}': 50,
  'oasis P2 {"eta0":0.001,"beta2":0.99,"alpha":0.01,"warm":10}': 100,
  'oasis P3 {"eta0":0.001,"beta2":0.99,"alpha":0.01,"warm":10}': 50,
  'oasis P3 {"eta0":0.1,"beta2":0.9,"alpha":0.1,"warm":10}': 100,
};

describe.each(Object.entries(cases))('%s follows its reference in float64 within 1e-9 (1 + |x|)', (file, make) => {
  const entries = readEntries(file).filter((entry) => reasonAgainst(file, entry) === undefined);
  test.each(entries.map((entry) => [entry.problem, JSON.stringify(entry.hyperparameters), entry] as const))(
    '%s %s',
    (problem, options, entry) => {
      const until = lastStep(file, entry);
      const last = follow(entry, trajectory(entry, make(entry), until), { until });
      expect(last).toBe(shorter[`${file} ${problem} ${options}`] ?? until);
    },
  );
});

/** In the paper's order x after k steps is ours after k − 1; the variant `nag4` of the file is no option of ours. */
describe('nag_gs follows its reference in float64 within 1e-9 (1 + |x|)', () => {
  const variants: Readonly<Record<string, { variant: 'paper' | 'torch'; behind: number }>> = {
    naggs: { variant: 'torch', behind: 0 },
    paper: { variant: 'paper', behind: 1 },
  };
  const entries = readEntries('nag_gs').filter(
    ({ hyperparameters }) => (hyperparameters.variant as string) in variants,
  );
  test.each(entries.map((entry) => [entry.problem, JSON.stringify(entry.hyperparameters), entry] as const))(
    '%s %s',
    (_problem, _options, entry) => {
      const { variant, lr, mu, gamma } = entry.hyperparameters as Record<string, number & string>;
      const { variant: ours, behind } = variants[variant];
      const points = trajectory(entry, zoo.nagGs({ variant: ours, alpha: lr, mu, gamma }), 200);
      expect(follow(entry, points, { behind })).toBe(200);
    },
  );
});

/** An entry of clipping that never reaches the norm would show nothing. */
describe.each([
  ['clip_sgd', 'max_norm'],
  ['adan', 'max_grad_norm'],
])('%s: the gradient is longer than %s', (file, name) => {
  const entries = readEntries(file).filter(({ hyperparameters }) => name in hyperparameters);
  test.each(entries.map((entry) => [entry.problem, JSON.stringify(entry.hyperparameters), entry] as const))(
    '%s %s',
    (problem, _options, { x0, hyperparameters }) => {
      const gradient = float64Problems[problem].gradient!(Float64Array.from(x0), new Float64Array(x0.length), 1);
      expect(Math.hypot(...Array.from(gradient))).toBeGreaterThan(hyperparameters[name] as number);
    },
  );
  test('there are entries', () => expect(entries.length).toBeGreaterThanOrEqual(3));
});
