import type { Option } from './option.js';
import { refuse, show } from './show.js';

/** One of a few names. */
export interface ChoiceOption<Names extends string = string> extends Option<Names, Names, true> {
  readonly kind: 'choice';
  readonly names: readonly Names[];
  readonly default: Names;
}

/** True or false. */
export interface ToggleOption extends Option<boolean, boolean, true> {
  readonly kind: 'toggle';
  readonly default: boolean;
}

/** One of a few names; the first is the default. */
export function choice<const Names extends string>(...names: Names[]): ChoiceOption<Names> {
  return {
    kind: 'choice',
    optional: true,
    names,
    default: names[0],
    read: (name, value = names[0]) =>
      names.includes(value) ? value : refuse(name, value, `one of ${names.map(show).join(', ')}`),
  };
}

/** True or false. */
export function toggle(defaultValue: boolean): ToggleOption {
  return {
    kind: 'toggle',
    optional: true,
    default: defaultValue,
    read: (name, value = defaultValue) => (typeof value === 'boolean' ? value : refuse(name, value, 'true or false')),
  };
}
