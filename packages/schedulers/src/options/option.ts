import { show } from './show.js';

/** How one option is checked: from what a user may give to what is worked with. */
export interface Option<Given, Read = Given, Optional extends boolean = boolean> {
  readonly optional: Optional;
  /** Throws a sentence that begins with `name` and says what is allowed. */
  read(name: string, value: Given | undefined): Read;
}

/** The options of one thing, by name. */
export type OptionTypes = Readonly<Record<string, Option<never, unknown>>>;

type GivenOf<T> = T extends Option<infer Given, unknown> ? Given : never;
type OptionalKeys<O extends OptionTypes> = { [K in keyof O]: O[K]['optional'] extends true ? K : never }[keyof O];

/** What a user gives. */
export type GivenOptions<O extends OptionTypes> = {
  [K in Exclude<keyof O, OptionalKeys<O>>]: GivenOf<O[K]>;
} & { [K in OptionalKeys<O>]?: GivenOf<O[K]> | undefined };

/** What is worked with: checked, and with the defaults filled in. */
export type Settings<O extends OptionTypes> = { readonly [K in keyof O]: ReturnType<O[K]['read']> };

/** The checked options, with the defaults filled in. `fault` may say what is wrong with options that are right one by one. */
export function readOptions<O extends OptionTypes>(
  owner: string,
  types: O,
  options: GivenOptions<O>,
  fault: (settings: Settings<O>) => string | undefined = () => undefined,
): Settings<O> {
  checkOptions(owner, options, `${Object.keys(types)[0]}: …`);
  const given = options as Readonly<Record<string, never>>;
  checkNamesOfOptions(owner, Object.keys(types), given);
  const entries = Object.entries(types).map(([key, type]) => [key, type.read(`${owner}: ${key}`, given[key])]);
  const settings = Object.fromEntries(entries) as Settings<O>;
  const wrong = fault(settings);
  if (wrong) throw new Error(`${owner}: ${wrong}.`);
  return settings;
}

/** Throws unless what should be an options object is one: tf's own constructors are positional. */
export function checkOptions(owner: string, options: unknown, example: string): void {
  if (typeof options === 'object' && options !== null && !Array.isArray(options)) return;
  throw new Error(`${owner} takes one options object, such as { ${example} }, not ${show(options)}.`);
}

/** Throws if an option is given that is none of the known. */
export function checkNamesOfOptions(owner: string, known: readonly string[], given: object): void {
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined || known.includes(name)) continue;
    throw new Error(`${owner} has no option '${name}'; it knows ${known.join(', ')}.`);
  }
}
