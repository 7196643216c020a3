/** A value as an error shows it. */
export function show(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'bigint') return `${value}n`;
  const text = String(value);
  const { name = 'Object' } = (text === '[object Object]' && (value as object).constructor) || {};
  return name === 'Object' ? text : `an instance of ${name}`;
}

/** The error of every option: its name, the value, and what is allowed. */
export function refuse(name: string, value: unknown, allowed: string): never {
  throw new Error(`${name} is ${show(value)}, but must be ${allowed}.`);
}
