import { float64Problems } from '../fixtures/float64-problems.js';
import { follow, phase, trajectory } from '../fixtures/float64-reference.js';
import { layouts } from '../fixtures/problems.js';
import { psgdOptionsOf } from '../fixtures/psgd-reference.js';
import { type Entry, optionsOf, readEntries } from '../fixtures/reference-files.js';
import * as zoo from './index.js';

/** The numbers that PSGD's references draw, as `countedRandom` gives them to tensors. */
function countedRandom(order: readonly number[] = []): zoo.Float64RandomSource {
  let [draws, uniforms] = [0, 0];
  const draw = (count: number) => {
    const c = order[draws] ?? draws;
    draws++;
    return Float64Array.from({ length: count }, (_, i) => Math.SQRT2 * Math.sin(phase(c, i)));
  };
  return () => ({
    normal: draw,
    rademacher: draw,
    uniform: () => (0.5 + 0.618033988749895 * ++uniforms) % 1,
  });
}

/** Both a rule's and its source's; the reference draws a uniform number before each product. */
function newton(entry: Entry, order?: readonly number[]) {
  const random = countedRandom(order);
  const { isMeasured: _, ...own } = zoo.hessianVector({ random });
  const gradient: zoo.Products = {
    ...own,
    isMeasured: () => true,
    measure(step, at, ...into) {
      random(step).uniform();
      own.measure(step, at, ...into);
    },
  };
  return { ...psgdOptionsOf(entry), random, gradient };
}

const whitening = (entry: Entry) => ({ ...psgdOptionsOf(entry), random: countedRandom() });

/** A reference without exact products has differences of float64's best width. */
function objectiveOf({ problem, hyperparameters }: Entry): zoo.Objective {
  const { [problem]: exact } = float64Problems;
  if (hyperparameters.exact_hessian_vector_product !== false) return exact;
  const epsilon = 2 ** -26;
  const gradient = (x: Float64Array) => Float64Array.from(exact.gradient!(x, new Float64Array(x.length), 1));
  return {
    ...exact,
    hvp(x, v) {
      const [there, here] = [gradient(x.map((value, i) => value + epsilon * v[i])), gradient(x)];
      return there.map((value, i) => (value - here[i]) / epsilon);
    },
  };
}

const shaped = (entry: Entry, renamed: Readonly<Record<string, string>> = {}) => {
  const { shape, ...options } = optionsOf(entry, renamed);
  return { ...options, ...(shape && { shapes: shape }) };
};

/** A matrix of a shape, row by row, as its transpose. */
const transposed = (x: ArrayLike<number>, [rows, columns]: readonly number[]) =>
  Array.from(x, (_, at) => x[(at % rows) * columns + Math.floor(at / rows)]);

/** torch's kernels are outputs by inputs, ours the other way round: its points, and a problem, as seen from here. */
const turned = (entry: Entry): Turned => {
  const [rows, columns] = entry.hyperparameters.shape as number[];
  const [to, back] = [
    [rows, columns],
    [columns, rows],
  ].map((shape) => (x: ArrayLike<number>) => Float64Array.from(transposed(x, shape)));
  const { gradient } = float64Problems[entry.problem];
  return {
    entry: { ...entry, x0: [...to(entry.x0)] },
    objective: { gradient: (x, into, step) => to(gradient!(back(x), into, step) as ArrayLike<number>) },
    back,
  };
};

interface Turned {
  readonly entry: Entry;
  readonly objective: zoo.Objective;
  readonly back: (x: ArrayLike<number>) => ArrayLike<number>;
}

const asItIs = (entry: Entry): Turned => ({ entry, objective: objectiveOf(entry), back: (x) => x });

const isOf = (variant: string) => (entry: Entry) => entry.hyperparameters.variant === variant;
const isXmat = (type: string) => (entry: Entry) => entry.hyperparameters.preconditioner_type === type;

interface Case {
  readonly file: string;
  readonly make: (entry: Entry) => zoo.RuleOptimizer;
  readonly isMeant?: (entry: Entry) => boolean;
  readonly seen?: (entry: Entry) => Turned;
}

const cases: Readonly<Record<string, Case>> = {
  adafactor: {
    file: 'adafactor',
    make: (entry) => zoo.adafactor(shaped(entry, { decay_rate: 'beta2Decay' })),
  },
  muon: {
    file: 'muon',
    make(entry) {
      const { shape, ...options } = optionsOf(entry, { ns_steps: 'steps' });
      return zoo.muon({ ...options, shapes: (shape as number[]).toReversed() });
    },
    seen: turned,
  },
  shampoo: { file: 'shampoo', make: (entry) => zoo.shampoo(shaped(entry)) },
  soap: { file: 'soap', make: (entry) => zoo.soap(shaped(entry, { precondition_1d: 'precondition1d' })) },
  psgdKron: { file: 'psgd-kron', make: (entry) => zoo.psgdKron(whitening(entry)), isMeant: isOf('KronWhiten') },
  psgdKronNewton: {
    file: 'psgd-kron',
    make: (entry) => zoo.psgdKronNewton(newton(entry)),
    isMeant: isOf('KronNewton'),
  },
  psgdDense: { file: 'psgd-dense-newton', make: (entry) => zoo.psgdDense(newton(entry)) },
  psgdLra: { file: 'psgd-lra', make: (entry) => zoo.psgdLra(whitening(entry)), isMeant: isOf('LRAWhiten') },
  psgdLraNewton: {
    file: 'psgd-lra',
    make: (entry) => zoo.psgdLraNewton(newton(entry, [2, 0, 1])), // theirs draws U and V before the first probe
    isMeant: isOf('LRANewton'),
  },
  psgdXmat: { file: 'psgd-xmat', make: (entry) => zoo.psgdXmat(whitening(entry)), isMeant: isXmat('whitening') },
  psgdXmatNewton: {
    file: 'psgd-xmat',
    make: (entry) => zoo.psgdXmatNewton(newton(entry)),
    isMeant: isXmat('Newton'),
  },
};

/** PSGD has converged on P1 before step 200, and what is whitened there is the rounding of its gradient. */
const untilOf = (name: string, { problem }: Entry) => (name === 'psgdKron' && problem === 'P1' ? 100 : 200);

/** The last checkpoint of entries that one rounding takes further than 1e-6 before that. */
const shorter: Readonly<Record<string, number>> = {
  'adafactor P3 {"shape":[4,2],"relative_step":true,"scale_parameter":true,"weight_decay":0.01,"lr":0.2}': 100,
  'soap P1 {"lr":0.01,"weight_decay":0.01,"precondition_frequency":10,"betas":[0.95,0.95],"shape":[2,5]}': 1,
  'soap P3 {"lr":0.01,"weight_decay":0.01,"precondition_frequency":10,"betas":[0.95,0.95],"shape":[4,2]}': 2,
  'soap P1 {"lr":0.01,"weight_decay":0,"precondition_frequency":1,"precondition_1d":true,"betas":[0.95,0.95],"shape":[10]}': 2,
  'soap P1 {"lr":0.01,"weight_decay":0,"precondition_frequency":1,"precondition_1d":true,"betas":[0.95,0.95],"shape":[2,5]}': 1,
  'soap P3 {"lr":0.01,"weight_decay":0,"precondition_frequency":1,"precondition_1d":true,"betas":[0.95,0.95],"shape":[4,2]}': 2,
};

describe.each(Object.entries(cases))('%s follows its reference on plain arrays', (name, own) => {
  const { file, make, isMeant = () => true, seen = asItIs } = own;
  const entries = readEntries(file).filter((entry) => isMeant(entry) && !(entry.problem in layouts));
  test.each(entries.map((entry) => [entry.problem, JSON.stringify(entry.hyperparameters), entry] as const))(
    '%s %s',
    (problem, options, entry) => {
      const until = untilOf(name, entry);
      const { entry: ours, objective, back } = seen(entry);
      const points = trajectory(ours, make(entry), until, objective).map((x) => [...Array.from(back(x))]);
      const last = follow(entry, points, { until, most: 1e-4 });
      expect(last).toBe(shorter[`${name} ${problem} ${options}`] ?? until);
    },
  );
});
