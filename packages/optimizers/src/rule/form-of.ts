import type { AnyRule } from './any-rule.js';
import type { Hyperparameters, OptionValue } from './hyperparameters.js';
import { mapValues } from './map-values.js';

const known = new WeakMap<AnyRule, Map<string, AnyRule>>();

/**
 * The form of a rule that some options ask for: without what its `onlyIf` says is not there. The same one each time, so that it
 * is traced once; the rule itself if it has one form.
 */
export function formOf(rule: AnyRule, options: Readonly<Record<string, unknown>>): AnyRule {
  const declared = rule.declared ?? rule;
  const { onlyIf } = declared;
  if (!onlyIf) return rule;
  const settings = settingsOf(declared.hyper, options);
  const absent = Object.keys(onlyIf).filter((name) => !onlyIf[name](settings as never));
  const forms = known.get(declared) ?? new Map<string, AnyRule>();
  known.set(declared, forms);
  const form = forms.get(absent.join()) ?? without(declared, absent);
  forms.set(absent.join(), form);
  return form;
}

/** Throws if options ask for another form than a rule has: state that is there cannot come or go. */
export function checkForm(owner: string, form: AnyRule, options: Readonly<Record<string, unknown>>): void {
  const asked = formOf(form, options);
  if (asked === form) return;
  const [name] = namesOf(asked).filter((one) => !namesOf(form).includes(one));
  const [lost] = namesOf(form).filter((one) => !namesOf(asked).includes(one));
  throw new Error(
    `${owner} asks for another form of ${form.name} (${name ? `with ${name}` : `without ${lost}`}), which only the optimizer's options can choose when it is made.`,
  );
}

/** What options are, as far as a form depends on them: a schedule may give any number. */
function settingsOf(hyper: Hyperparameters, options: Readonly<Record<string, unknown>>): Record<string, OptionValue> {
  return Object.fromEntries(
    Object.entries(hyper).map(([name, declared]) => {
      const value = (options[name] ?? declared.default) as OptionValue;
      return [name, typeof value === 'function' ? Number.NaN : value];
    }),
  );
}

function without(declared: AnyRule, absent: readonly string[]): AnyRule {
  const isThere = (name: string) => !absent.includes(name);
  const there = <T>(record: Readonly<Record<string, T>> = {}) =>
    Object.fromEntries(Object.entries(record).filter(([name]) => isThere(name)));
  const { hostScalars, momentumSlot, tfSlots = {} } = declared;
  const defaults = mapValues(declared.hyper, ({ default: value }): number | boolean | string => value);
  const hasHostScalars = hostScalars && Object.keys(hostScalars(defaults, 1, {})).some(isThere);
  return {
    ...declared,
    declared,
    hyper: there(declared.hyper),
    slots: declared.slots.filter(isThere),
    tfSlots: Object.fromEntries(
      Object.entries(tfSlots).filter(([, own]) => isThere(typeof own === 'string' ? own : own.slot)),
    ),
    ...(momentumSlot !== undefined && !isThere(momentumSlot) && { momentumSlot: undefined }),
    ...(declared.variableState && { variableState: there(declared.variableState) }),
    ...(declared.globalState && { globalState: there(declared.globalState) }),
    ...(declared.needs && { needs: declared.needs.filter(isThere) }),
    hostScalars: hasHostScalars
      ? (settings, step, kept) => there(hostScalars({ ...defaults, ...settings }, step, kept)) // of defaults where not there
      : undefined,
    update: (values) => there(declared.update(there(values))),
  };
}

const namesOf = ({ hyper, slots, needs = [], variableState = {}, globalState = {} }: AnyRule): string[] => [
  ...slots,
  ...needs,
  ...[hyper, variableState, globalState].flatMap((names) => Object.keys(names)),
];
