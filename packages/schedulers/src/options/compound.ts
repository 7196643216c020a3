import { integer } from './number.js';
import type { Option } from './option.js';
import { refuse } from './show.js';

/** What may be left out and then has no value at all. */
export function optional<Given, Read>(type: Option<Given, Read>): Option<Given, Read | undefined, true> {
  return { optional: true, read: (name, value) => (value === undefined ? undefined : type.read(name, value)) };
}

/** What has this value if it is left out. */
export function withDefault<Given, Read>(type: Option<Given, Read>, byDefault: Given): Option<Given, Read, true> {
  return { optional: true, read: (name, value = byDefault) => type.read(name, value) };
}

/** Any number of the same. */
export function list<Given, Read>(item: Option<Given, Read>): Option<readonly Given[], readonly Read[], false> {
  return {
    optional: false,
    read(name, value) {
      if (!Array.isArray(value)) return refuse(name, value, 'a list');
      return value.map((entry, index) => item.read(`${name}[${index}]`, entry));
    },
  };
}

/** Numbers of steps after which something changes: whole, above 0, each above the one before. */
export const boundaries: Option<readonly number[], readonly number[], false> = {
  optional: false,
  read(name, value) {
    const steps = list(integer('(0, inf)')).read(name, value);
    if (steps.every((step, index) => index === 0 || step > steps[index - 1])) return steps;
    throw new Error(`${name} are ${steps.join(', ')}, but must increase.`);
  },
};
