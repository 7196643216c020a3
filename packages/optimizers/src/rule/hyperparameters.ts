import { type Schedule, show, within } from '@optimizer-zoo/schedulers';

/** A number with the interval it must lie in, written as in mathematics: '[0, 1)', '(0, inf)'. */
export interface Real {
  readonly kind: 'real';
  readonly default: number;
  readonly interval: string;
  readonly contains: (value: number) => boolean;
  /** The smallest value of use where tensors are kept in half precision; none by default. */
  readonly leastInHalf?: number;
}

/** One of a few named forms. The first is the default. */
export interface Choice<Names extends string = string> {
  readonly kind: 'choice';
  readonly default: Names;
  readonly names: readonly Names[];
}

/** A plain number is any finite number; a plain boolean a switch. */
export type Hyperparameter = number | boolean | Real | Choice;
export type Hyperparameters = Readonly<Record<string, Hyperparameter>>;

/** What an optimizer holds for a hyperparameter: its value, or the schedule that gives it. */
export type OptionValue = number | boolean | string | Schedule;

/** What a user may give for each hyperparameter. Numbers may be schedules. */
export type Options<H extends Hyperparameters> = {
  -readonly [K in keyof H]?:
    | (H[K] extends number | Real ? number | Schedule : H[K] extends Choice<infer N> ? N : boolean)
    | undefined;
};

/** The hyperparameters of one step: every schedule evaluated. */
export type Settings<H extends Hyperparameters> = {
  [K in keyof H]: H[K] extends number | Real ? number : H[K] extends Choice<infer N> ? N : boolean;
};

/** Declares a number: `real(0.9, '[0, 1)')`. */
export function real(defaultValue: number, interval: string): Real {
  const contains = within(interval);
  if (!contains(defaultValue)) throw new Error(`The default ${defaultValue} is not in ${interval}.`);
  return { kind: 'real', default: defaultValue, interval, contains };
}

/** Declares a whole number: `integer(5, '[1, inf)')`. */
export function integer(defaultValue: number, interval: string): Real {
  const { contains } = real(defaultValue, interval);
  return {
    ...real(defaultValue, interval),
    interval: `${interval}, whole`,
    contains: (value) => Number.isInteger(value) && contains(value),
  };
}

/**
 * Declares a small number that keeps a divisor from zero, such as Adam's epsilon. Where tensors are kept in half precision
 * (webgl on some phones) what it is added to vanishes below 6e-8, so there it is at least 1e-4, as tf's own.
 */
export function tiny(defaultValue: number): Real {
  return { ...real(defaultValue, '[0, inf)'), leastInHalf: 1e-4 };
}

/** Declares a choice between named forms: `choice('paper', 'torch')`; the first is the default. */
export function choice<const Names extends string>(...names: Names[]): Choice<Names> {
  return { kind: 'choice', default: names[0], names };
}

/** Numbers reach a kernel as uniforms; switches and choices specialise it. */
export const isNumeric = (declared: Hyperparameter): declared is number | Real =>
  typeof declared === 'number' || (typeof declared === 'object' && declared.kind === 'real');

/** The names of the numbers among some hyperparameters. */
export const numericNames = (hyper: Hyperparameters): string[] =>
  Object.keys(hyper).filter((name) => isNumeric(hyper[name]));

/** What a hyperparameter is unless it is given. */
export const defaultOf = (declared: Hyperparameter): number | boolean | string =>
  typeof declared === 'object' ? declared.default : declared;

/** Throws unless `value` is allowed for the hyperparameter `name` of `owner`. */
export function checkHyperparameter(owner: string, name: string, declared: Hyperparameter, value: unknown): void {
  const fail = (allowed: string): never => {
    throw new Error(`${owner}: ${name} is ${show(value)}, but must be ${allowed}.`);
  };
  if (isNumeric(declared)) {
    if (typeof value !== 'number' || !Number.isFinite(value)) fail(`a finite number${rangeOf(declared)} or a schedule`);
    else if (typeof declared === 'object' && !declared.contains(value)) fail(`in ${declared.interval}`);
  } else if (typeof declared === 'boolean') {
    if (typeof value !== 'boolean') fail('true or false');
  } else if (!declared.names.includes(value as string)) {
    fail(`one of ${declared.names.map(show).join(', ')}`);
  }
}

const rangeOf = (declared: number | Real) => (typeof declared === 'object' ? ` in ${declared.interval}` : '');

/** Fills in the defaults and checks every option; `others` are known too, but not looked at here. A schedule is checked at each step, when its value is known. */
export function resolveOptions<H extends Hyperparameters>(
  owner: string,
  hyper: H,
  options: Readonly<Record<string, unknown>>,
  others: readonly string[] = [],
): Record<string, OptionValue> {
  for (const name of Object.keys(options)) {
    if (options[name] !== undefined && !Object.hasOwn(hyper, name)) {
      throw new Error(`${owner} has no option '${name}'; it knows ${[...Object.keys(hyper), ...others].join(', ')}.`);
    }
  }
  return Object.fromEntries(
    Object.entries(hyper).map(([name, declared]) => {
      const value = options[name] === undefined ? defaultOf(declared) : options[name];
      const scheduled = typeof value === 'function' && isNumeric(declared);
      if (!scheduled) checkHyperparameter(owner, name, declared, value);
      return [name, value as OptionValue];
    }),
  );
}

/** The value of every hyperparameter at a step; a schedule that leaves the allowed range is an error. */
export function settingsAt<H extends Hyperparameters>(
  owner: string,
  hyper: H,
  options: Readonly<Record<string, OptionValue>>,
  step: number,
): Settings<H> {
  const settings: Record<string, number | boolean | string> = {};
  for (const name of Object.keys(hyper)) {
    const option = options[name];
    if (typeof option === 'function') {
      settings[name] = option(step);
      checkHyperparameter(owner, `${name} (its schedule at step ${step})`, hyper[name], settings[name]);
    } else settings[name] = option;
  }
  return settings as Settings<H>;
}

/**
 * Changes numeric options of an optimizer in mid-training.
 *
 * @throws if a name is not that of a numeric hyperparameter, or a value is out of its range; nothing is changed then.
 */
export function changeOptions(
  owner: string,
  hyper: Hyperparameters,
  options: Record<string, OptionValue>,
  changes: Readonly<Record<string, number | Schedule>>,
): void {
  for (const [name, value] of Object.entries(changes)) {
    if (!Object.hasOwn(hyper, name) || !isNumeric(hyper[name])) {
      throw new Error(`${owner}: '${name}' cannot be set; these can: ${numericNames(hyper).join(', ')}.`);
    }
    if (typeof value !== 'function') checkHyperparameter(owner, name, hyper[name], value);
  }
  Object.assign(options, changes);
}
