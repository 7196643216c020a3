import * as tf from '@tensorflow/tfjs-core';
import type * as tfl from '@tensorflow/tfjs-layers';

type Weights = Awaited<ReturnType<tf.Optimizer['getWeights']>>;

/** Named tensors as bytes. Names need not differ. */
export interface Encoded {
  readonly names: readonly string[];
  readonly specs: tf.io.WeightsManifestEntry[];
  readonly data: ArrayBuffer;
}

/** A model's weights and its optimizer's state, as copies that training does not touch. */
export interface TrainingState {
  readonly model: Encoded;
  readonly optimizer: Encoded;
}

export async function readState(model: tfl.LayersModel): Promise<TrainingState> {
  const weights = model.weights.map((weight) => ({ name: weight.name, tensor: weight.read() }));
  const own = await model.optimizer.getWeights();
  const state = { model: await encode(weights), optimizer: await encode(own) };
  tf.dispose(own.map(({ tensor }) => tensor).filter((tensor) => !(tensor instanceof tf.Variable)));
  return state;
}

/** Gives a model and its optimizer the state that `readState` gave. Throws if the model has other weights. */
export async function writeState(model: tfl.LayersModel, state: TrainingState): Promise<void> {
  checkShapes(model, state.model);
  const weights = decode(state.model);
  model.setWeights(weights.map(({ tensor }) => tensor));
  const former = await model.optimizer.getWeights();
  const own = renamed(decode(state.optimizer), state.model.names, model);
  await model.optimizer.setWeights(own);
  tf.dispose([...weights, ...own, ...former].map(({ tensor }) => tensor)); // tf's own leave their former variables
}

async function encode(weights: Weights): Promise<Encoded> {
  const numbered = weights.map(({ tensor }, index) => ({ name: String(index), tensor }));
  const { data, specs } = await tf.io.encodeWeights(numbered);
  return { names: weights.map(({ name }) => name), specs, data };
}

function decode({ names, specs, data }: Encoded): Weights {
  const tensors = tf.io.decodeWeights(data, specs);
  return names.map((name, index) => ({ name, tensor: tensors[index] }));
}

/** Slots are named `<variable>/<slot>`, and the variables of a model that is built anew may have other names. */
function renamed(slots: Weights, names: readonly string[], model: tfl.LayersModel): Weights {
  const present = new Map(names.map((name, index) => [name, model.weights[index].name]));
  return slots.map(({ name, tensor }) => {
    const end = Math.max(0, name.lastIndexOf('/'));
    return { name: (present.get(name.slice(0, end)) ?? name.slice(0, end)) + name.slice(end), tensor };
  });
}

function checkShapes(model: tfl.LayersModel, { names, specs }: Encoded): void {
  const shapes = (all: readonly (readonly (number | null)[])[]) => all.map((shape) => `[${shape}]`).join(', ');
  const [own, saved] = [shapes(model.weights.map(({ shape }) => shape)), shapes(specs.map(({ shape }) => shape))];
  if (own === saved) return;
  throw new Error(`The saved state is of a model with weights ${names.join(', ')} of shapes ${saved}, not ${own}.`);
}
