import {
  type ChoiceOption,
  checkNamesOfOptions,
  type NumberOption,
  number,
  refuse,
  type Schedule,
  type Settings,
  type ToggleOption,
} from '@optimizer-zoo/schedulers';

/** A number that may be scheduled, a switch, or one of a few named forms; always with a default. */
export type Hyperparameter = NumberOption<true> | ToggleOption | ChoiceOption;
export type Hyperparameters = Readonly<Record<string, Hyperparameter>>;

/** What an optimizer holds for a hyperparameter: its value, or the schedule that gives it. */
export type OptionValue = number | boolean | string | Schedule;

/** What a user may give for each hyperparameter. Numbers may be schedules. */
export type Options<H extends Hyperparameters> = {
  -readonly [K in keyof H]?: Settings<H>[K] | (H[K] extends NumberOption ? Schedule : never) | undefined;
};

/** A number that keeps a divisor from zero. */
interface Tiny extends NumberOption<true> {
  /** The smallest value of use where tensors are kept in half precision. */
  readonly leastInHalf: number;
}

/**
 * Declares a small number that keeps a divisor from zero, such as Adam's epsilon. Where tensors are kept in half precision
 * (webgl on some phones) what it is added to vanishes below 6e-8, so there it is at least 1e-4, as tf's own.
 */
export function tiny(defaultValue: number): NumberOption<true> {
  const declared: Tiny = { ...number('[0, inf)', defaultValue), leastInHalf: 1e-4 };
  return declared;
}

/** What a hyperparameter must at least be where tensors are kept in half precision, if anything. */
export const leastInHalf = (declared: Hyperparameter): number | undefined =>
  'leastInHalf' in declared ? (declared as Tiny).leastInHalf : undefined;

/** Numbers reach a kernel as uniforms; switches and choices specialise it. */
export const isNumeric = (declared: Hyperparameter): declared is NumberOption<true> => declared.kind === 'number';

/** The names of the numbers among some hyperparameters. */
export const numericNames = (hyper: Hyperparameters): string[] =>
  Object.keys(hyper).filter((name) => isNumeric(hyper[name]));

/** What an optimizer holds for a value that was given. A schedule is checked at each step, when its value is known. */
function readHyperparameter(name: string, declared: Hyperparameter, value: unknown): OptionValue {
  if (!isNumeric(declared)) return declared.read(name, value as never);
  if (typeof value === 'function') return value as Schedule;
  if (value === undefined) return declared.default;
  return declared.contains(value as number)
    ? (value as number)
    : refuse(name, value, `${declared.allowed} or a schedule`);
}

/** Fills in the defaults and checks every option; `others` are known too, but not looked at here. */
export function resolveOptions<H extends Hyperparameters>(
  owner: string,
  hyper: H,
  options: Readonly<Record<string, unknown>>,
  others: readonly string[] = [],
): Record<string, OptionValue> {
  checkNamesOfOptions(owner, [...Object.keys(hyper), ...others], options);
  return Object.fromEntries(
    Object.entries(hyper).map(([name, declared]) => [
      name,
      readHyperparameter(`${owner}: ${name}`, declared, options[name]),
    ]),
  );
}

/** What an option is at a step. */
export const valueAt = (option: OptionValue, step: number): number | boolean | string =>
  typeof option === 'function' ? option(step) : option;

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
      const value = option(step);
      settings[name] = hyper[name].read(`${owner}: ${name} (its schedule at step ${step})`, value as never);
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
    readHyperparameter(`${owner}: ${name}`, hyper[name], value);
  }
  Object.assign(options, changes);
}
