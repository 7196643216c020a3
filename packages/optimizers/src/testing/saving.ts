import * as tf from '@tensorflow/tfjs-core';
import { ZooOptimizer } from '../optimizer/optimizer.js';
import { assert, assertEqual } from './assert.js';
import type { Checks } from './check.js';
import { giveBack, type Trial } from './trial.js';

/** The optimizer made again from what it says of itself, by way of JSON text. */
const remade = ({ optimizer }: Trial) =>
  ZooOptimizer.fromConfig(ZooOptimizer, JSON.parse(JSON.stringify(optimizer.getConfig()))) as ZooOptimizer;

/** Trains five steps, saves, and trains five more; another, with other variables, loads and trains the same five. */
async function resumed(trial: Trial, rename?: (names: readonly string[]) => readonly string[]): Promise<void> {
  trial.steps(5);
  const saved = await trial.optimizer.getWeights();
  const names = rename?.(trial.variables.map(({ name }) => name));
  const twin = trial.twin({ from: trial.variables, names }, remade(trial));
  await twin.optimizer.setWeights(saved);
  giveBack(saved);
  trial.steps(5);
  twin.steps(5);
  assertEqual(await twin.state(), await trial.state(), 'after five steps from the saved state');
}

/** Saving and loading, in one process. */
export const saving = {
  'training goes on from what getWeights gave as if it had not stopped': (trial) => resumed(trial),

  async 'so it does under other names: those that tf gives a second copy, and foreign ones'(trial) {
    const layers = trial.variables.map((_, index) => `layer${trial.variables[0].name}/kernel${'abcd'[index]}`);
    const named = trial.twin({ names: layers });
    await resumed(named, (names) => names.map((name) => `${name}_1`));
    const another = trial.twin({ names: layers.map((name) => `${name}_2`) });
    await resumed(another, (names) => names.map((name) => `${name}_foreign`));
  },

  async 'what is loaded is copied: the saved tensors may be disposed'(trial) {
    trial.steps(2);
    const saved = await trial.optimizer.getWeights();
    const loaded = saved.map(({ name, tensor }) => ({ name, tensor: tf.mul(tensor, 1) }));
    giveBack(saved);
    const twin = trial.twin({ from: trial.variables }, remade(trial));
    await twin.optimizer.setWeights(loaded);
    tf.dispose(loaded.map(({ tensor }) => tensor));
    trial.steps(2);
    twin.steps(2);
    assertEqual(await twin.state(), await trial.state(), 'after two steps from disposed state');
  },

  'getConfig and fromConfig are each other’s inverse, through JSON'(trial) {
    const { optimizer } = trial;
    const again = remade(trial);
    const [text, textAgain] = [optimizer, again].map((one) => JSON.stringify(one.getConfig()));
    assert(textAgain === text, `made again from ${text}, it says ${textAgain}.`);
    const [name, nameAgain] = [optimizer, again].map(({ rule }) => rule.name);
    assert(nameAgain === name, `made again, its rule is ${nameAgain}, not ${name}.`);
    again.dispose();
  },
} satisfies Checks;
