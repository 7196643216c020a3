import type { Expression } from './parse-expression.js';

/**
 * The values of an expression's variables, in its order.
 *
 * @throws Error naming a variable that has no value.
 */
export const arrange = <T>({ symbols, text }: Expression, values: Readonly<Record<string, T>>): T[] =>
  symbols.map((name) => {
    if (Object.hasOwn(values, name)) return values[name]!;
    throw new Error(`expression '${text}' mentions ${name}; known are ${Object.keys(values).join(', ')}.`);
  });
