import { aegdPreconditioned } from '../experimental/index.js';
import {
  type Entry,
  expectClose,
  followsReference,
  optionsOf,
  readEntries,
  trajectory,
} from '../fixtures/reference-files.js';
import {
  adabelief,
  adadelta,
  adafactor,
  adagrad,
  adam,
  adamax,
  adamw,
  adan,
  ademamix,
  adopt,
  aegd,
  amsgrad,
  gravity,
  inducedMetric,
  lamb,
  laprop,
  lars,
  lion,
  madgrad,
  mars,
  nadam,
  nagGs,
  normalizedSgd,
  novograd,
  prodigy,
  qhadam,
  radam,
  rmsprop,
  scheduleFreeAdamw,
  scheduleFreeSgd,
  sgd,
  signSgd,
  signum,
  simplifiedAdemamix,
  tiger,
  yogi,
  type ZooOptimizer,
} from '../index.js';

const withoutVariant = (entry: Entry) => {
  const { variant: _, ...options } = optionsOf(entry);
  return options;
};

/** Entries that are not followed, and why. */
const leaveOut = ({ hyperparameters: { variant, max_grad_norm: clipping } }: Entry): string | undefined => {
  if (variant === 'torch-1.13') return 'torch 1.13 multiplies one factor too many';
  if (clipping !== undefined) return 'clipping is not the rule’s';
  if (variant === 'sin') return 'gravity starts at V = 0';
  return undefined;
};

/** torch's coupled decay. */
const coupled = { weight_decay: 'l2' };

/** Decay that the file's option of that name decouples. */
function decayed(entry: Entry, decoupled: string, renamed: Readonly<Record<string, string>> = {}) {
  const { [decoupled]: isDecoupled = false, ...options } = optionsOf(entry, {
    ...renamed,
    [decoupled]: decoupled,
    weight_decay: entry.hyperparameters[decoupled] ? 'weightDecay' : 'l2',
  });
  return options;
}

const cases: Readonly<Record<string, (entry: Entry) => ZooOptimizer>> = {
  sgd: (entry) => sgd(optionsOf(entry, coupled)),
  momentum: (entry) => sgd(optionsOf(entry)),
  nesterov: (entry) => sgd(optionsOf(entry)),
  adam: (entry) => adam(optionsOf(entry, coupled)),
  adamw: (entry) => adamw(optionsOf(entry)),
  amsgrad: (entry) => amsgrad(optionsOf(entry)),
  ademamix: (entry) => ademamix(optionsOf(entry)),
  adagrad: (entry) => {
    const { initialAccumulatorValue = 0, lrDecay: decay = 0, ...options } = optionsOf(entry);
    const { learningRate } = options as { learningRate: number };
    return adagrad({ initialAccumulatorValue, learningRate: (step) => learningRate / (1 + (step - 1) * decay) });
  },
  adadelta: (entry) => adadelta(optionsOf(entry)),
  rmsprop: (entry) => rmsprop(optionsOf(entry, { alpha: 'rho' })),
  adamax: (entry) => adamax(optionsOf(entry)),
  nadam: (entry) => nadam(withoutVariant(entry)),
  radam: (entry) => radam(withoutVariant(entry)),
  adabelief: (entry) => {
    const { weightDecouple: _, degeneratedToSgd: __, ...options } = optionsOf(entry); // both at our only form
    return adabelief(options);
  },
  lion: (entry) => lion(optionsOf(entry)),
  adan: (entry) => adan(optionsOf(entry)),
  yogi: (entry) => {
    const { variant, ...options } = optionsOf(entry, { initial_accumulator: 'initialAccumulatorValue' });
    return yogi({ ...options, variant: variant === 'tfa' ? 'addons' : 'optax' });
  },
  simplified_ademamix: (entry) => simplifiedAdemamix(optionsOf(entry)),
  madgrad: (entry) => madgrad(decayed(entry, 'decouple_decay')),
  adopt: (entry) => adopt(decayed(entry, 'decouple')),
  qhadam: (entry) => {
    const { nus, ...options } = decayed(entry, 'decouple_weight_decay');
    const [nu1, nu2] = nus as number[];
    return qhadam({ ...options, nu1, nu2 });
  },
  laprop: (entry) => {
    const { weightDecay = 0, ...options } = optionsOf(entry) as Record<string, number>;
    return laprop({ ...options, weightDecay: weightDecay / options.learningRate }); // theirs is not multiplied by it
  },
  tiger: (entry) => tiger(optionsOf(entry)),
  sign_sgd: (entry) => signSgd(optionsOf(entry)),
  signum: (entry) => signum(optionsOf(entry)),
  novograd: (entry) => novograd(optionsOf(entry)),
  adafactor: (entry) => {
    const { shape: _, ...options } = optionsOf(entry, { decay_rate: 'beta2Decay' });
    return adafactor(options);
  },
  schedule_free_sgd: (entry) => scheduleFreeSgd(optionsOf(entry, { momentum: 'beta' })),
  schedule_free_adamw: (entry) => scheduleFreeAdamw(optionsOf(entry)),
  gravity: (entry) => {
    const { variant: _, alpha: __, ...options } = optionsOf(entry); // V starts at 0, so α has no effect
    return gravity({ ...options, variant: 'torch' });
  },
  normalized_gd: (entry) => {
    const { schedule, learningRate, ...options } = optionsOf(entry) as Record<string, number & string>;
    return normalizedSgd({
      ...options,
      learningRate: schedule === 'sqrt' ? (step) => learningRate / Math.sqrt(step) : learningRate,
    });
  },
  lamb: (entry) => lamb(optionsOf(entry)),
  lars: (entry) => lars(optionsOf(entry, coupled)),
  mars: (entry) => mars(optionsOf(entry)),
  aegd: (entry) => aegd(decayed(entry, 'aegdw')),
  aegd_preconditioned: (entry) => aegdPreconditioned(optionsOf(entry)),
  prodigy: (entry) => prodigy(optionsOf(entry, { use_bias_correction: 'biasCorrection' })),
  induced_metric: (entry) => inducedMetric(optionsOf(entry)),
};

describe.each(Object.entries(cases))('%s follows its reference', (file, make) => {
  followsReference(file, make, { leaveOut });
});

/** The variant `nag4` of the file is no option of ours. In the paper's order x after k steps is ours after k − 1. */
describe('nag_gs follows its reference', () => {
  const variants: Readonly<Record<string, { variant: 'paper' | 'torch'; behind: number }>> = {
    naggs: { variant: 'torch', behind: 0 },
    paper: { variant: 'paper', behind: 1 },
  };
  test.each(
    readEntries('nag_gs')
      .filter(({ hyperparameters }) => (hyperparameters.variant as string) in variants)
      .map((entry) => [entry.problem, JSON.stringify(entry.hyperparameters), entry] as const),
  )('%s %s', (_problem, _options, entry) => {
    const { variant, lr, mu, gamma } = entry.hyperparameters as Record<string, number & string>;
    const { variant: ours, behind } = variants[variant];
    const points = trajectory(entry, nagGs({ variant: ours, alpha: lr, mu, gamma }), 200);
    for (const checkpoint of entry.checkpoints) expectClose(points[checkpoint.step - behind], checkpoint, entry);
  });
});
