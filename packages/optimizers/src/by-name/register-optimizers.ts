import { Optimizer } from '@tensorflow/tfjs-core';
import { LayersModel, type ModelCompileArgs } from '@tensorflow/tfjs-layers';

/** What makes an optimizer with its defaults: `adamw`, or `() => adamw({ weightDecay: 0.1 })`. */
export type OptimizerFactory = () => Optimizer;

const registered = new Map<string, OptimizerFactory>();

/** tfjs's own `compile` while ours stands in its place. */
let own: LayersModel['compile'] | undefined;

/**
 * Lets `model.compile` take optimizers by name: after `registerOptimizers({ adamw })` one may write
 * `model.compile({ optimizer: 'adamw', loss })`. Each model gets an optimizer of its own, with the defaults of what was
 * registered, which is disposed of with the model, as one of tfjs's own names is. A name that tfjs knows too (`'adam'`) means
 * what was registered; all its other names stay as they are. Called again it adds to what is there.
 *
 * tfjs keeps its names in a local table, so this puts a `compile` of its own in the place of `LayersModel`'s, until
 * `unregisterOptimizers()`.
 *
 * @param factories What makes each optimizer, by name; `everyOptimizer` has all of the package.
 */
export function registerOptimizers(factories: Readonly<Record<string, OptimizerFactory>>): void {
  const given = Object.entries(factories ?? {});
  if (given.length === 0)
    throw new Error("registerOptimizers takes optimizers by name: registerOptimizers({ adamw }) for 'adamw'.");
  for (const [name, factory] of given) {
    if (typeof factory !== 'function')
      throw new Error(`registerOptimizers takes functions that make an optimizer; '${name}' is ${show(factory)}.`);
  }
  for (const [name, factory] of given) registered.set(name, factory);
  if (own) return;
  own = LayersModel.prototype.compile;
  LayersModel.prototype.compile = compileByName;
}

/** Forgets all names, and gives `LayersModel` its own `compile` back. Models that are compiled keep their optimizers. */
export function unregisterOptimizers(): void {
  registered.clear();
  if (!own || LayersModel.prototype.compile !== compileByName) return; // put in the place of ours by somebody else
  LayersModel.prototype.compile = own;
  own = undefined;
}

function compileByName(this: LayersModel, args: ModelCompileArgs): void {
  const name = args.optimizer;
  if (typeof name !== 'string') own!.call(this, args);
  else if (registered.has(name)) compileWith(this, args, made(name));
  else compileWithTfjs(this, args, name);
}

function made(name: string): Optimizer {
  const optimizer = registered.get(name)!();
  if (optimizer instanceof Optimizer) return optimizer;
  throw new Error(`What was registered as '${name}' makes ${show(optimizer)}, which is no tf.Optimizer.`);
}

function compileWith(model: LayersModel, args: ModelCompileArgs, optimizer: Optimizer): void {
  own!.call(model, { ...args, optimizer });
  (model as unknown as { isOptimizerOwned: boolean }).isOptimizerOwned = true; // as of a name of tfjs's own
}

function compileWithTfjs(model: LayersModel, args: ModelCompileArgs, name: string): void {
  try {
    own!.call(model, args);
  } catch (error) {
    if (!/Unknown Optimizer/.test(String(error))) throw error;
    throw new Error(
      `Unknown optimizer '${name}'; registered are ${[...registered.keys()].join(', ') || 'none'}. Write registerOptimizers({ ${name} }) before, or give compile an optimizer instead of a name.`,
      { cause: error },
    );
  }
}

const show = (value: unknown) =>
  value === null ? 'null' : typeof value === 'object' ? 'an object' : `${typeof value} ${String(value)}`;
