// Federated averaging (McMahan et al. 2017, arXiv:1602.05629), with Adam at the server (Reddi et al. 2021, arXiv:2003.00295):
// clients train on data that they keep, and the server takes the mean of their differences for a gradient.
import { adam, sgd } from '@optimizer-zoo/optimizers';
import * as tf from '@tensorflow/tfjs';

const weights = { w: tf.variable(tf.zeros([3, 1]), true, 'w'), b: tf.variable(tf.zeros([1]), true, 'b') };
const truth = tf.tensor2d([[1], [-2], [0.5]]);
const clients = Array.from({ length: 5 }, (_, client) => {
  const x = tf.randomNormal([40, 3], client / 5, 1, 'float32', client + 1); // each sees another part of the world
  return { x, y: tf.add(tf.matMul(x, truth), 0.3) };
});
const predict = (x) => tf.add(tf.matMul(x, weights.w), weights.b);

/** A few steps from the server's weights; what comes back is how far they moved, and the weights are put back. */
function trainLocally({ x, y }) {
  const start = Object.values(weights).map((variable) => variable.clone());
  const optimizer = sgd({ learningRate: 0.1 });
  for (let step = 0; step < 5; step++) optimizer.minimize(() => tf.losses.meanSquaredError(y, predict(x)));
  optimizer.dispose();
  return Object.entries(weights).map(([name, variable], index) => {
    const moved = tf.sub(start[index], variable);
    variable.assign(start[index]);
    return [name, moved];
  });
}

const server = adam({ learningRate: 0.1 });
for (let round = 1; round <= 60; round++) {
  tf.tidy(() => {
    const all = clients.map((client) => Object.fromEntries(trainLocally(client)));
    const mean = (name) => tf.div(tf.addN(all.map((moved) => moved[name])), clients.length);
    server.applyGradients({ w: mean('w'), b: mean('b') });
  });
}
const losses = clients.map(({ x, y }) => tf.losses.meanSquaredError(y, predict(x)).dataSync()[0]);
console.log(`the worst client's loss ${Math.max(...losses)}`);
