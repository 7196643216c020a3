import * as tf from '@tensorflow/tfjs';
import { type MachineName, machines, type Pages } from '../../browser/pages.js';
import { cover } from '../../cover.js';
import { threeSteps } from '../../curvature-optimizers.js';
import { everySource } from '../../every-source.js';
import { kernelCases } from '../kernel-cases.js';
import { kernelsOf } from '../kernels-of.js';
import { problems } from '../models.js';
import type { ForwardMode, Kind } from './page.js';

declare const forwardMode: ForwardMode; // in the browser

/** What is compared with what cpu computes, by kind and name. */
export type Comparisons = Readonly<Partial<Record<Kind, readonly string[]>>>;

/** Everything that there is. */
export const comparisons = {
  rule: kernelCases.map(({ title }) => title),
  model: Object.keys(problems),
  source: Object.keys(everySource),
  curvature: Object.keys(threeSteps),
} satisfies Comparisons;

/** What cannot be compared, and why. */
const exceptions: readonly { on: MachineName; kind: Kind; name?: string; reason: string }[] = [
  {
    on: 'webgpu',
    kind: 'model',
    name: 'LSTM, masked',
    reason: 'tfjs transposes the cast of a boolean, whose shader does not compile',
  },
  {
    on: 'webgpu',
    kind: 'curvature',
    reason: 'numbers are read within a step, over which software renderers lose their device',
  },
];

const reasonAgainst = (machine: MachineName, kind: Kind, name: string) =>
  exceptions.find((one) => one.on === machine && one.kind === kind && (one.name ?? name) === name)?.reason;

/** The kernels that a model and its gradient run, all of which a product with its Hessian differentiates. */
function kernelsOfModel(name: string): Iterable<string> {
  const { loss, variables, dispose } = problems[name]();
  const kernels = kernelsOf(() => tf.variableGrads(loss, variables));
  dispose();
  return kernels;
}

/** Few comparisons: the rule of every kernel, in a model or alone; every source; every curvature and every net, in some pair. */
export function kindsOn(machine: MachineName): Comparisons {
  const models = comparisons.model.filter((name) => !reasonAgainst(machine, 'model', name));
  const kernelOf = new Map(kernelCases.map(({ title, kernel }) => [title, kernel]));
  const chosen = cover([...models, ...comparisons.rule], (name) =>
    kernelOf.has(name) ? [kernelOf.get(name)!] : kernelsOfModel(name),
  );
  return {
    rule: chosen.filter((name) => kernelOf.has(name)),
    model: chosen.filter((name) => !kernelOf.has(name)),
    source: comparisons.source,
    curvature: cover(comparisons.curvature, (name) => name.split(', on ')),
  };
}

/** Of rules, models, and steps: how far they may be off. */
const tolerances: Readonly<Record<Kind, number>> = { rule: 1e-4, model: 1e-4, source: 1e-3, curvature: 1e-3 };

/** A test for each comparison. Rules of kernels that the backend does not have pass. */
export function compareOn(pages: Pages, machine: MachineName, wanted: Comparisons): void {
  const { backend } = machines[machine];
  const compare = async (kind: Kind, name: string) => {
    const fared = await pages.ask(machine, (page) =>
      page.evaluate(([backend, kind, name]) => forwardMode.compare(backend, kind, name), [
        backend,
        kind,
        name,
      ] as const),
    );
    if (!fared) return;
    const { error, leaked } = fared;
    const isNear = typeof error === 'number' && error < tolerances[kind];
    expect({ error: isNear || error, leaked }).toEqual({ error: true, leaked: 0 });
  };
  for (const [kind, names] of Object.entries(wanted) as [Kind, string[]][]) {
    for (const name of names) {
      const title = `on ${machine} as on cpu, the ${kind}: ${name}`;
      const reason = reasonAgainst(machine, kind, name);
      if (reason) test.skip(`${title}; not compared, as ${reason}`, () => {});
      else test(title, () => compare(kind, name));
    }
  }
}
