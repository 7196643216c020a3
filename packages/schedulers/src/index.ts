export { ademamixAlpha, ademamixAlphaAt } from './ademamix-alpha.js';
export { ademamixBeta3, ademamixBeta3At } from './ademamix-beta3.js';
export { chain } from './chain.js';
export { chebyshev } from './chebyshev.js';
export { clamp } from './clamp.js';
export { constant } from './constant.js';
export { cosineDecay } from './cosine-decay.js';
export { cosineDecayRestarts } from './cosine-decay-restarts.js';
export { cyclic } from './cyclic.js';
export { cyclicSnapshots } from './cyclic-snapshots.js';
export { dog } from './dog.js';
export { exponentialDecay } from './exponential-decay.js';
export { inverseSquareRootDecay } from './inverse-square-root-decay.js';
export { inverseTimeDecay } from './inverse-time-decay.js';
export { join } from './join.js';
export { linearDecay } from './linear-decay.js';
export { linearWarmup } from './linear-warmup.js';
export { multiStepDecay } from './multi-step-decay.js';
export { noam } from './noam.js';
export { defineObserver, type Observer, type ObserverDefinition } from './observer.js';
export { offset } from './offset.js';
export { oneCycle } from './one-cycle.js';
export { oneCycleMomentum } from './one-cycle-momentum.js';
export {
  boundaries,
  type ChoiceOption,
  callback,
  checked,
  checkName,
  checkNamesOfOptions,
  checkOptions,
  choice,
  type GivenOptions,
  integer,
  list,
  type NumberOption,
  number,
  type Option,
  type OptionTypes,
  optional,
  type Registry,
  readOptions,
  refuse,
  registry,
  type Schedule,
  type ScheduleConfig,
  type Settings,
  type Space,
  schedule,
  show,
  type ToggleOption,
  toggle,
  withDefault,
  within,
} from './options/index.js';
export { piecewiseConstantDecay } from './piecewise-constant-decay.js';
export { piecewiseInterpolate } from './piecewise-interpolate.js';
export { polyak } from './polyak.js';
export { polynomialDecay } from './polynomial-decay.js';
export { reduceOnPlateau } from './reduce-on-plateau.js';
export { repeat } from './repeat.js';
export { rex } from './rex.js';
export { defineSchedule, scheduleFromJSON, scheduleNames } from './schedule.js';
export { stepDecay } from './step-decay.js';
export { stronglyConvexDecay } from './strongly-convex-decay.js';
export { tanhDecay } from './tanh-decay.js';
export { warmupStableDecay } from './warmup-stable-decay.js';
