/** What an option is given: a number, a switch, a word, a list, or what a call makes (a schedule, a gradient source). */
export type TermValue = number | boolean | string | readonly TermValue[] | Term;

/**
 * A name with options, and what it goes around, as JSON:
 *
 *     lookahead(adam(learningRate=0.1), syncPeriod=5)
 *     { name: 'lookahead', of: { name: 'adam', options: { learningRate: 0.1 } }, options: { syncPeriod: 5 } }
 */
export interface Term {
  readonly name: string;
  readonly of?: Term;
  readonly options: Readonly<Record<string, TermValue>>;
}

export const isTerm = (value: TermValue): value is Term =>
  typeof value === 'object' && value !== null && 'name' in value;

/** The term that is meant where a plain word stands for one without options: `gradient=mezo`. */
export const termOf = (value: TermValue): Term => (isTerm(value) ? value : { name: String(value), options: {} });

/** What can stand without quotes, and is no number or switch. */
export const word = /^[A-Za-z][\w.-]*$/;
const readOtherwise = ['true', 'false', 'Infinity', 'NaN'];

/** As one writes it. Options stand in the order of the alphabet, so that equal terms give equal text. */
export function formatTerm({ name, of, options }: Term): string {
  const inside = [
    ...(of ? [formatTerm(of)] : []),
    ...Object.keys(options)
      .sort()
      .map((option) => `${option}=${formatValue(options[option])}`),
  ];
  return inside.length > 0 ? `${name}(${inside.join(', ')})` : name;
}

function formatValue(value: TermValue): string {
  if (Array.isArray(value)) return `[${value.map(formatValue).join(', ')}]`;
  if (typeof value === 'string') {
    return word.test(value) && !readOtherwise.includes(value) ? value : JSON.stringify(value);
  }
  if (typeof value !== 'object') return Object.is(value, -0) ? '-0' : String(value);
  const text = formatTerm(value as Term);
  return text.endsWith(')') ? text : `${text}()`; // a name alone is a word
}
