import { checkOptions, type Settings } from '@optimizer-zoo/schedulers';
import { type GroupOf, Groups } from '../optimizer/groups.js';
import { checkMatch, type Named, type OneMatchOf } from '../optimizer/match.js';
import { refuseToWrap, wrapped } from '../optimizer/wrapped.js';
import { type AnyRule, tensorsNeeded } from '../rule/any-rule.js';
import type { DefinedRule } from '../rule/define-rule.js';
import type { Evaluated } from '../rule/evaluated.js';
import {
  type Hyperparameters,
  type Options,
  type OptionValue,
  resolveOptions,
  settingsAt,
} from '../rule/hyperparameters.js';
import { definedOf } from '../rule/map-values.js';
import type { AnyWrapper, DefinedWrapper } from '../rule/wrapper.js';
import type { Beginning, Curvature, Float64Optimizer, Measuring, Products, Stepper } from './optimizer.js';
import type { LayOut } from './rule-programs.js';
import { RuleRun, type RuleSettings } from './rule-run.js';
import { type Float64Match, namesOfMatch } from './segments.js';

/** Options that hold for some parameters only. Those that several groups mean take the options of all; later win. */
export interface Float64Group<H extends Hyperparameters = Hyperparameters> {
  readonly match: Float64Match;
  readonly options: Options<H>;
}

/** The hyperparameters of a rule, and what else its factory takes on plain arrays. */
export type Float64Options<H extends Hyperparameters, Need extends Evaluated = never> = Options<H> & {
  /** Other hyperparameters for some parameters: `[{ match: 'bias', options: { weightDecay: 0 } }]`. Default: none. */
  groups?: readonly Float64Group<H>[];
  /** Parameters that are left alone. Default: none. */
  frozen?: Float64Match;
} & ('hessianDiagonal' extends Need
    ? {
        /** How the diagonal of the Hessian is measured. Default: by the objective if it can, else as the rule says. */
        gradient?: Curvature;
      }
    : unknown) &
  ('hessianVectorProduct' extends Need
    ? {
        /** How a probe and its product with the Hessian are measured. Default: `hessianVector()`. */
        gradient?: Products;
      }
    : unknown);

/** What chooses among the forms of a rule: for those that have some. */
export interface Forms {
  formOf(rule: AnyRule, options: Readonly<Record<string, unknown>>): AnyRule;
  checkForm(owner: string, form: AnyRule, options: Readonly<Record<string, unknown>>): void;
  /** For rules of one's own: whether `update` does what it must. */
  checkUpdate?(rule: AnyRule, settings: Settings<Hyperparameters>): void;
}

/** A rule with its settings. */
export class RuleOptimizer implements Float64Optimizer, RuleSettings {
  readonly name: string;
  readonly rule: AnyRule;
  readonly options: Readonly<Record<string, OptionValue>>;
  readonly groups: Groups<Named>;
  readonly frozen: readonly OneMatchOf<Named>[];
  readonly curvature?: Measuring;

  constructor(
    declared: AnyRule,
    given: Readonly<Record<string, unknown>>,
    private readonly forms?: Forms,
    readonly layOut?: LayOut,
  ) {
    const rule = forms?.formOf(declared, given) ?? declared;
    const { name } = rule;
    const { groups = [], frozen = [], gradient, ...hyper } = given;
    const others = ['groups', 'frozen', ...(tensorsNeeded(rule).length > 0 ? ['gradient'] : [])];
    this.options = resolveOptions(
      name,
      rule.hyper,
      others.includes('gradient') ? hyper : { ...hyper, gradient },
      others,
    );
    forms?.checkUpdate?.(rule, settingsAt(name, rule.hyper, this.options, 1));
    this.rule = rule;
    this.name = name;
    this.groups = new Groups(rule, this.options, namedGroups(groups), forms?.checkForm);
    const all = namesOfMatch(frozen);
    checkMatch(`${name}: frozen`, all);
    this.frozen = [all].flat() as OneMatchOf<Named>[];
    this.curvature = gradient as Measuring | undefined;
  }

  begin(at: Beginning): Stepper {
    return new RuleRun(this, at);
  }

  /** With another rule, further options and groups: what wrappers make, which may have forms where the rule has none. */
  rewritten(rule: AnyRule, changes: object, further: readonly GroupOf<Named>[], forms = this.forms): RuleOptimizer {
    const { options, groups, frozen, curvature } = this;
    const gradient = curvature && { gradient: curvature };
    const all = { ...options, ...gradient, groups: [...groups.given, ...further], frozen, ...changes };
    return new RuleOptimizer(rule, all, forms, this.layOut);
  }
}

/** Groups whose matches are in names; what is no list of groups is left for `Groups` to refuse. */
const namedGroups = (groups: unknown): GroupOf<Named>[] =>
  Array.isArray(groups)
    ? groups.map((group) => (group?.match === undefined ? group : { ...group, match: namesOfMatch(group.match) }))
    : (groups as never);

/** A rule's face on plain arrays: `adam({ learningRate: 0.01 })` is what `minimize` runs, `adam.rule` the rule itself. */
export interface Float64Factory<H extends Hyperparameters = Hyperparameters, Need extends Evaluated = Evaluated> {
  (options?: Float64Options<H, Need>): RuleOptimizer;
  readonly rule: DefinedRule<H, Need>;
}

/**
 * The factory of a rule of this package; `curvature` is how it has the diagonal of the Hessian measured, if it needs that, and
 * `forms` are for those with `onlyIf`.
 */
export function factoryWith<const H extends Hyperparameters, const Need extends Evaluated>(
  rule: DefinedRule<H, Need>,
  { curvature, forms }: { readonly curvature?: Measuring; readonly forms?: Forms } = {},
): Float64Factory<H, Need> {
  const make = (given: Float64Options<H, Need> = {} as never) => {
    checkOptions(rule.name, given, `${rule.stepSize ?? 'learningRate'}: 0.01`);
    const gradient = curvature && { gradient: { ...curvature, isDefault: true } };
    return new RuleOptimizer(rule, { ...gradient, ...definedOf<unknown>(given) }, forms);
  };
  return Object.assign(make, { rule });
}

/** What may be given to a wrapper: its hyperparameters, and which parameters it leaves out, if it can. */
export type Float64WrapperOptions<H extends Hyperparameters, Excluded extends string> = Options<H> &
  ([Excluded] extends [never] ? unknown : { exclude?: Float64Match | undefined });

/** A wrapper's face on plain arrays: `ema(adam(), { … })`. */
export interface Float64Wrapper<H extends Hyperparameters = Hyperparameters, Excluded extends string = never> {
  (optimizer: RuleOptimizer, options?: Float64WrapperOptions<H, Excluded>): RuleOptimizer;
  readonly wrapper: AnyWrapper;
}

/**
 * The function of a wrapper of this package; `forms` are for those with `onlyIf`.
 *
 * @throws (the function) if the optimizer has an option or a state of the same name, or gathers gradients where each call must
 *   be a step.
 */
export function wrapperWith<const H extends Hyperparameters, const Excluded extends string>(
  wrapper: DefinedWrapper<H, Excluded>,
  { forms }: { readonly forms?: Forms } = {},
): Float64Wrapper<H, Excluded> {
  const wrap = (optimizer: RuleOptimizer, given: Float64WrapperOptions<H, Excluded> = {} as never) => {
    if (!(optimizer instanceof RuleOptimizer)) refuseToWrap(wrapper, optimizer);
    const { exclude } = given as { exclude?: unknown };
    const named = exclude === undefined ? given : { ...given, exclude: namesOfMatch(exclude) };
    const { rule, options, groups } = wrapped<Named>(wrapper, optimizer.rule, named);
    return optimizer.rewritten(rule, options, groups, forms);
  };
  return Object.assign(wrap, { wrapper });
}
