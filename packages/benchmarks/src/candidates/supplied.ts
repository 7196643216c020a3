import type { Offer, ProblemInstance } from '@optimizer-zoo/testbed';
import type { OptimizerOptions } from './optimizer-options.js';

type Counted = <T>(run: () => T) => () => T;

/** Options of a gradient source that no command line can give, but a problem can. */
export interface SuppliedSource {
  /** What the problem must offer. */
  readonly need: Offer;
  /** `step` tells the step that is being made; `counted` counts a run of a loss. */
  from(instance: ProblemInstance, step: () => number, counted: Counted): OptimizerOptions | undefined;
  /** In their place where nothing is run yet. */
  readonly stub: OptimizerOptions;
}

/** Of one run: the options of sources by the source's name. */
export type Supplied = Readonly<Record<string, OptimizerOptions>>;

export const suppliedSources: Readonly<Record<string, SuppliedSource>> = {
  gaussNewtonBartlett: {
    need: 'labels',
    from: ({ drawnLoss }, step, counted) =>
      drawnLoss && { sampledLoss: counted(() => drawnLoss.at(step())), batchSize: drawnLoss.labels },
    stub: {
      sampledLoss: () => {
        throw new Error('no labels have been drawn');
      },
      batchSize: 1,
    },
  },
};

const mapSources = (map: (source: SuppliedSource) => OptimizerOptions): Supplied =>
  Object.fromEntries(Object.entries(suppliedSources).map(([name, source]) => [name, map(source)]));

export const stubs: Supplied = mapSources(({ stub }) => stub);

/** What a problem's instance gives to the sources that ask for it. */
export const suppliedBy = (instance: ProblemInstance, step: () => number, counted: Counted): Supplied =>
  mapSources(({ from, stub }) => from(instance, step, counted) ?? stub);
