import { type AnyRule, namesOf } from './any-rule.js';
import { derived } from './derived.js';
import type { Hyperparameters, OptionValue } from './hyperparameters.js';
import { mapValues } from './map-values.js';

/** The form of a rule that some options ask for: without what its `onlyIf` says is not there; the rule itself if all is. */
export function formOf(rule: AnyRule, options: Readonly<Record<string, unknown>>): AnyRule {
  const declared = rule.declared ?? rule;
  const { onlyIf } = declared;
  if (!onlyIf) return rule;
  const settings = settingsOf(declared.hyper, options);
  const absent = Object.keys(onlyIf).filter((name) => !onlyIf[name](settings as never));
  return absent.length === 0 ? declared : derived(declared, `form without ${absent}`, () => without(declared, absent));
}

/** A form as a rule of its own, of which no options choose another. */
export const onItsOwn = <R extends Pick<AnyRule, 'declared' | 'onlyIf'>>(form: R): R =>
  form.declared ? { ...form, declared: undefined, onlyIf: undefined } : form;

/** Throws if options ask for another form than a rule has: state that is there cannot come or go. */
export function checkForm(owner: string, form: AnyRule, options: Readonly<Record<string, unknown>>): void {
  const asked = formOf(form, options);
  if (asked === form) return;
  const [name] = parts(asked).filter((one) => !parts(form).includes(one));
  const [lost] = parts(form).filter((one) => !parts(asked).includes(one));
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

/** What a form has, its slots first. */
const parts = (rule: AnyRule): string[] => [...rule.slots, ...(rule.needs ?? []), ...namesOf(rule)];
