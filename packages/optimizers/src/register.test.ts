import { registry } from '@optimizer-zoo/schedulers';
import { adam, ema, inducedMetric, register, reverseMode } from './index.js';

/** As in a bundle that has dropped what defines a thing: the registries are those of the whole process. */
function without<T>(kind: string, name: string, run: () => T): T {
  const things = (globalThis as unknown as Record<symbol, Map<string, unknown>>)[Symbol.for(`optimizer-zoo ${kind}`)];
  const thing = things.get(name);
  expect(thing).toBeDefined();
  things.delete(name);
  try {
    return run();
  } finally {
    things.set(name, thing);
  }
}

test.each([
  ['rule', adam, 'Adam'],
  ['rule', inducedMetric, inducedMetric.rule.name],
  ['wrapper', ema, 'ema'],
  ['gradient source', reverseMode, 'reverseMode'],
] as const)('a %s is written to the registry', (kind, thing, name) =>
  without(kind, name, () => {
    expect(() => registry(kind).find(name)).toThrow(`Unknown ${kind} '${name}'; known are `);
    register(thing);
    expect(registry(kind).find(name)).toBeDefined();
  }),
);
