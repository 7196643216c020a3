import { InputError } from '../cli/input-error.js';
import { type Term, type TermValue, word } from './term.js';

/** Deeper nesting is no optimizer. */
const deepest = 20;

const tokens = /\s*(?:("(?:[^"\\]|\\.)*")|([()[\],=])|([^\s()[\],="]+))/y;

interface Token {
  readonly text: string;
  readonly kind: 'quoted' | 'sign' | 'word' | 'end';
  readonly at: number;
}

/**
 * Reads terms separated by commas:
 *
 *     terms  = term { "," term }
 *     term   = name [ "(" [ inside { "," inside } ] ")" ]
 *     inside = term | name "=" value            a term only first
 *     value  = number | true | false | word | "text" | "[" [ value { "," value } ] "]" | name "(" … ")"
 *
 * @throws {InputError} that begins with `owner`, and points at the place.
 */
export const parseTerms = (owner: string, text: string): Term[] => new Parser(owner, text).all();

class Parser {
  private readonly tokens: readonly Token[];
  private next = 0;

  constructor(
    private readonly owner: string,
    private readonly text: string,
  ) {
    this.tokens = this.tokenize();
  }

  all(): Term[] {
    const terms = [this.term(0)];
    while (this.accept(',')) terms.push(this.term(0));
    if (this.now.kind !== 'end') this.fail(`',' or the end`);
    return terms;
  }

  private term(depth: number): Term {
    if (depth > deepest) this.fail(`no more than ${deepest} parentheses in each other`);
    const name = this.name('a name');
    return this.accept('(') ? this.call(name, depth) : { name, options: {} };
  }

  /** What stands in parentheses after a name, the first of which has been read. */
  private call(name: string, depth: number): Term {
    const options: Record<string, TermValue> = {};
    let of: Term | undefined;
    for (let first = true; !this.accept(')'); first = false) {
      if (!first && !this.accept(',')) this.fail(`',' or ')'`);
      const isOption = this.tokens[this.next + 1]?.text === '=';
      if (isOption) this.option(options, depth);
      else if (first && this.now.text !== ',') of = this.term(depth + 1);
      else this.fail('an option such as beta1=0.8');
    }
    return of ? { name, of, options } : { name, options };
  }

  private option(options: Record<string, TermValue>, depth: number): void {
    const { at } = this.now;
    const name = this.name('the name of an option');
    if (Object.hasOwn(options, name)) this.failAt(at, `${name} is given twice`);
    this.next++; // =
    Object.defineProperty(options, name, { value: this.value(depth), enumerable: true });
  }

  private value(depth: number): TermValue {
    if (depth > deepest) this.fail(`no more than ${deepest} parentheses in each other`);
    const token = this.now;
    if (this.accept('[')) return this.list(depth);
    if (token.kind !== 'quoted' && token.kind !== 'word') this.fail('a value');
    this.next++;
    if (token.kind === 'quoted') return this.quoted(token);
    if (token.text === 'true' || token.text === 'false') return token.text === 'true';
    const number = Number(token.text);
    if (!Number.isNaN(number) || token.text === 'NaN') return number;
    if (!word.test(token.text)) this.failAt(token.at, `'${token.text}' is neither a number nor a word`);
    return this.accept('(') ? this.call(token.text, depth + 1) : token.text;
  }

  private list(depth: number): TermValue[] {
    const values: TermValue[] = [];
    while (!this.accept(']')) {
      if (values.length > 0 && !this.accept(',')) this.fail(`',' or ']'`);
      values.push(this.value(depth + 1));
    }
    return values;
  }

  private quoted({ text, at }: Token): string {
    try {
      return JSON.parse(text) as string;
    } catch {
      return this.failAt(at, `${text} is not a text as JSON has it`);
    }
  }

  private name(expected: string): string {
    const { kind, text, at } = this.now;
    if (kind !== 'word') this.fail(expected);
    const [, name = '', rest = ''] = /^([^:]*):(.*)$/.exec(text) ?? [];
    if (name) this.failAt(at, `write ${name}(${rest || 'learningRate'}=…) instead of '${text}…'`);
    if (!word.test(text)) this.failAt(at, `'${text}' is not a name`);
    this.next++;
    return text;
  }

  private accept(sign: string): boolean {
    const is = this.now.kind === 'sign' && this.now.text === sign;
    if (is) this.next++;
    return is;
  }

  private get now(): Token {
    return this.tokens[this.next];
  }

  private fail(expected: string): never {
    const { kind, text, at } = this.now;
    return this.failAt(at, `${expected} is expected${kind === 'end' ? ', where it ends' : `, not '${text}'`}`);
  }

  private failAt(at: number, fault: string): never {
    throw new InputError(`${this.owner} '${this.text}', at character ${at + 1}: ${fault}.`);
  }

  private tokenize(): Token[] {
    const { text } = this;
    const found: Token[] = [];
    tokens.lastIndex = 0;
    for (let at = 0; ; at = tokens.lastIndex) {
      const match = tokens.exec(text);
      if (!match) {
        const rest = text.slice(at).trimStart();
        if (rest) this.failAt(text.length - rest.length, `the text that begins here does not end`);
        return [...found, { text: '', kind: 'end', at: text.length }];
      }
      const [, quoted, sign] = match;
      const value = match[1] ?? match[2] ?? match[3];
      const kind = quoted ? 'quoted' : sign ? 'sign' : 'word';
      found.push({ text: value, kind, at: tokens.lastIndex - value.length });
    }
  }
}
