import { checkOptions, show } from '@optimizer-zoo/schedulers';
import type { Program } from '../kernels/graph.js';
import type { AnyRule } from '../rule/any-rule.js';
import type { checkForm } from '../rule/form-of.js';
import {
  type Hyperparameters,
  isNumeric,
  type Options,
  type OptionValue,
  resolveOptions,
} from '../rule/hyperparameters.js';
import { definedOf } from '../rule/map-values.js';
import { checkMatch, type MatchOf, matches, type Named } from './match.js';

/** Options that hold for some variables only. A variable that several groups mean takes the options of all; later win. */
export interface GroupOf<V extends Named, H extends Hyperparameters = Hyperparameters> {
  readonly match: MatchOf<V>;
  readonly options: Options<H>;
}

/** The options of variables that share them, and the programs of rules that are traced with their switches. */
export interface OptionSet {
  readonly options: Readonly<Record<string, OptionValue>>;
  readonly programs: Map<AnyRule, Program>;
}

/** Which options hold for which variable. */
export class Groups<V extends Named> {
  /** Options of variables that no group means. */
  readonly base: OptionSet;
  private readonly sets = new Map<string, OptionSet>();
  private readonly known = new WeakMap<V, OptionSet>();
  private readonly programs = new Map<string, Map<AnyRule, Program>>();
  private readonly declared: Hyperparameters;

  /** `check` is `checkForm` where rules have forms. */
  constructor(
    rule: AnyRule,
    private readonly options: Readonly<Record<string, OptionValue>>,
    readonly given: readonly GroupOf<V>[],
    check: typeof checkForm | undefined,
  ) {
    const { name: owner, hyper: declared } = rule;
    this.declared = declared;
    if (!Array.isArray(given)) throw new Error(`${owner}: groups is ${show(given)}, but must be a list.`);
    for (const [index, group] of given.entries()) {
      const name = `${owner}: groups[${index}]`;
      checkOptions(name, group, "match: 'bias', options: { … }");
      checkMatch(`${name}.match`, group.match);
      checkOptions(`${name}.options`, group.options, 'learningRate: 0.01');
      resolveOptions(name, declared, group.options);
      check?.(name, rule, { ...options, ...definedOf(group.options) });
    }
    this.base = this.setOf([]);
  }

  /** The options of one variable. */
  of(variable: V): OptionSet {
    if (this.given.length === 0) return this.base;
    let set = this.known.get(variable);
    if (!set) {
      set = this.setOf(this.given.filter(({ match }) => matches(match, variable)));
      this.known.set(variable, set);
    }
    return set;
  }

  private setOf(groups: readonly GroupOf<V>[]): OptionSet {
    const key = groups.map((group) => this.given.indexOf(group)).join();
    const { options, declared } = this;
    const known = this.sets.get(key);
    if (known) return known;
    const own = definedOf<OptionValue>(Object.assign({}, ...groups.map((group) => group.options)));
    const switches = Object.keys(declared).filter((name) => !isNumeric(declared[name]));
    const fixed = JSON.stringify(switches.map((name) => own[name] ?? options[name]));
    const programs = this.programs.get(fixed) ?? new Map();
    this.programs.set(fixed, programs);
    const set = {
      // the optimizer's options may be set in mid-training; a group's own hold against them
      get options() {
        return groups.length === 0 ? options : { ...options, ...own };
      },
      programs,
    };
    this.sets.set(key, set);
    return set;
  }
}
