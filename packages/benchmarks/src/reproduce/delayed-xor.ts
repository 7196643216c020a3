import * as tf from '@tensorflow/tfjs';

/** A sequence length, a network, its minibatches. */
export interface DelayedXor {
  readonly length: number;
  readonly units: number;
  readonly batchSize: number;
}

/** Signs in one channel, of which the other marks two: one in the first tenth, one before the middle. Do they agree? */
function draw({ length, batchSize }: DelayedXor, seed: number): [inputs: tf.Tensor2D[], labels: tf.Tensor2D] {
  const signs = tf.sign(tf.randomUniform<tf.Rank.R2>([batchSize, length], -1, 1, 'float32', seed));
  const marked = ([0, 0.1] as const).map((from, i) => {
    const place = tf.randomUniform<tf.Rank.R1>([batchSize], from, from + [0.1, 0.4][i], 'float32', seed + 1 + i);
    return tf.oneHot(tf.cast(tf.floor(tf.mul(place, length)), 'int32'), length);
  });
  const [first, second] = marked.map((mark) => tf.sum(tf.mul(signs, mark), 1, true));
  const marks = tf.maximum(marked[0], marked[1]);
  const at = (tensor: tf.Tensor, step: number) => tf.slice(tensor, [0, step], [batchSize, 1]) as tf.Tensor2D;
  const inputs = Array.from({ length }, (_, step) => tf.concat<tf.Tensor2D>([at(signs, step), at(marks, step)], 1));
  return [inputs, tf.neg(tf.mul(first, second)) as tf.Tensor2D];
}

/** What W makes of rows to which a one is added, for the offset. */
const affine = (x: tf.Tensor2D, W: tf.Tensor) =>
  tf.matMul<tf.Tensor2D>(tf.concat<tf.Tensor2D>([x, tf.ones([x.shape[0], 1])], 1), W as tf.Tensor2D);

/** How many steps a tanh network takes until the loss of a minibatch is below 0.1; infinite if it is not within `most`. */
export function stepsToLearn(task: DelayedXor, optimizer: tf.Optimizer, seed: number, most: number): number {
  const { units, batchSize } = task;
  const variables = tf.tidy(() => {
    const start = tf.linalg.gramSchmidt(
      tf.randomNormal<tf.Rank.R2>([units, units], 0, 1, 'float32', seed),
    ) as tf.Tensor2D;
    const [inputs, output] = [2, units].map((rows, i) =>
      tf.randomNormal<tf.Rank.R2>([rows, i === 0 ? units : 1], 0, 0.1, 'float32', seed + 1 + i),
    );
    const [W, w] = [tf.concat([inputs, start, tf.zeros([1, units])]), tf.concat([output, tf.zeros([1, 1])])];
    return [tf.variable(W), tf.variable(w)];
  });
  const [W, w] = variables;
  const loss = (step: number) => () => {
    const [inputs, labels] = draw(task, 1e6 * seed + 3 * step);
    const state = inputs.reduce<tf.Tensor2D>(
      (h, x) => tf.tanh(affine(tf.concat<tf.Tensor2D>([x, h], 1), W)),
      tf.zeros<tf.Rank.R2>([batchSize, units]),
    );
    return tf.mean<tf.Scalar>(tf.softplus(tf.neg(tf.mul(labels, affine(state, w)))));
  };
  let steps = 1;
  while (steps <= most && !(tf.tidy(() => optimizer.minimize(loss(steps), true, variables)!.dataSync()[0]) < 0.1))
    steps++;
  tf.dispose(variables);
  optimizer.dispose();
  return steps <= most ? steps : Number.POSITIVE_INFINITY;
}
