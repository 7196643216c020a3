import { everyRule } from '../fixtures/every-rule.js';
import { checkUpdate } from '../kernels/check-update.js';
import { checkNames } from '../rule/check-names.js';
import { resolveOptions, settingsAt } from '../rule/hyperparameters.js';

test.each(everyRule)('%s is as right as rules of one’s own must be', (_name, rule, options) => {
  const own = Object.fromEntries(Object.entries(options).filter(([name]) => name in rule.hyper));
  const settings = settingsAt(rule.name, rule.hyper, resolveOptions(rule.name, rule.hyper, own), 1);
  expect(() => checkNames(rule)).not.toThrow();
  expect(() => checkUpdate(rule, settings)).not.toThrow();
});
