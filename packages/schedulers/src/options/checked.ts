import type { Option } from './option.js';
import { refuse } from './show.js';

/** Whatever passes a test; `allowed` says in words what that is. */
export const checked = <T>(isAllowed: (value: unknown) => boolean, allowed: string): Option<T, T, false> => ({
  optional: false,
  read: (name, value) => (isAllowed(value) ? (value as T) : refuse(name, value, allowed)),
});

/** A function; `does` says in words what it does: "that computes a loss". */
export const callback = <F extends (...args: never[]) => unknown>(does: string): Option<F, F, false> =>
  checked<F>((value) => typeof value === 'function', `a function ${does}`);
