const known = new WeakMap<object, Map<string, object>>();

/** A rule that is made of another, by what it is for: the same one each time, so that it is traced once. */
export function derived<Rule extends object>(rule: Rule, purpose: string, derive: () => Rule): Rule {
  const own = known.get(rule) ?? new Map<string, object>();
  known.set(rule, own);
  const made = own.get(purpose) ?? derive();
  own.set(purpose, made);
  return made as Rule;
}
