import { conformance } from '../../testing/index.js';
import { everyOptimizer } from '../every-optimizer.js';
import { kindsOfKernels } from '../kinds.js';
import { readsAtOnce } from '../reads-at-once.js';
import type { TestPage } from './page.js';
import type { MachineName, Pages } from './pages.js';

declare const page: TestPage; // in the browser

/** What a backend decides; software renderers are slow, so the other checks are asked of two optimizers only. */
const ofBackend = /kernel/;
const inFull = ['adam', 'inducedMetric, log'];

/** The optimizers that can be tried on a machine. */
export const optimizersOn = (machine: MachineName): string[] =>
  Object.entries(everyOptimizer)
    .filter(([, make]) => machine !== 'webgpu' || !readsAtOnce(make))
    .map(([name]) => name);

/** A few of these, with all kinds of kernels. */
export const kindsOn = (machine: MachineName): string[] => {
  const optimizers = optimizersOn(machine);
  const kinds = kindsOfKernels(optimizers);
  return optimizers.filter((name) => kinds.includes(name) || inFull.includes(name));
};

/** The contract of some optimizers in the browser: a test for each, and a question to the page for each check. */
export function contractOn(pages: Pages, machine: MachineName, optimizers: readonly string[]): void {
  test.each(optimizers)(`on ${machine}, %s keeps the contract`, async (optimizer) => {
    for (const { name } of conformance(everyOptimizer[optimizer])) {
      if (!inFull.includes(optimizer) && !ofBackend.test(name)) continue;
      await pages.ask(machine, (opened) =>
        opened.evaluate(([optimizer, name]) => page.keeps(optimizer, name), [optimizer, name] as const),
      );
    }
  });
}
