import * as tf from '@tensorflow/tfjs-core';
import { oneHot } from '../../linear-algebra/one-hot.js';
import { Factor } from './factor.js';
import type { UseAt } from './find-uses.js';
import { inputGradient } from './input-gradient.js';
import type { Tape } from './tape.js';

/** The outputs of a model, as one run has computed them: a tensor of its tape, [samples, outputs]. */
export interface TapedOutputs {
  readonly id: number;
  readonly shape: readonly number[];
}

/** The way back from a derivative by the outputs to uses of parameters. */
export function backToUses(
  tape: Tape,
  { id }: TapedOutputs,
  uses: readonly UseAt[],
  seed: tf.Tensor,
  visit: (at: UseAt, dy: tf.Tensor) => void,
): void {
  tape.backpropagate(new Map([[id, seed]]), {
    inputGradient,
    visit: (node, dy) => {
      for (const at of uses) if (at.node === node) visit(at, dy);
    },
  });
}

/** The factors of parameters, each with all its uses: by one way back for each output. */
export function factorise(tape: Tape, z: TapedOutputs, parameters: readonly UseAt[][]): Factor[] {
  const [samples, outputs] = z.shape;
  const ds = new Map<UseAt, tf.Tensor[]>();
  try {
    for (let k = 0; k < outputs; k++) {
      const seed = tf.tidy(() => tf.tile(oneHot([k], outputs), [samples, 1]));
      backToUses(tape, z, parameters.flat(), seed, (at, dy) => {
        ds.set(at, [...(ds.get(at) ?? []), tf.keep(tf.tidy(() => at.use.d(dy).clone()))]);
      });
      seed.dispose();
    }
    const made: Derivatives[] = [];
    return parameters.map((uses) => {
      const [{ variable, use }] = uses;
      const groups = use.x.shape[0] * samples;
      const x = tf.tidy(() =>
        tf.keep(
          tf.concat(
            uses.map((at) => tf.reshape(at.use.x, [groups, -1, at.use.x.shape[2]])),
            1,
          ),
        ),
      ) as tf.Tensor3D;
      const parts = uses.map((at) => ds.get(at)!);
      const known = made.find((other) => isSame(other.parts, parts));
      const d = known ? known.d.clone() : stacked(parts, groups, outputs);
      if (!known) made.push({ parts, d });
      return new Factor(variable, x, d, use.matrix, samples, outputs);
    });
  } finally {
    tf.dispose([...ds.values()]);
  }
}

/** What has been made of the derivatives by some uses' outputs, for each use by the model's outputs. */
interface Derivatives {
  readonly parts: readonly (readonly tf.Tensor[])[];
  readonly d: tf.Tensor4D;
}

/** Whether both are the same numbers in memory, as those of a layer's kernel and of its bias are. */
const isSame = (a: Derivatives['parts'], b: Derivatives['parts']) =>
  a.length === b.length &&
  a.every((part, i) =>
    part.every((d, k) => d.dataId === b[i][k].dataId && tf.util.arraysEqual(d.shape, b[i][k].shape)),
  );

/** [groups · samples, positions, outputs, q] */
const stacked = (parts: Derivatives['parts'], groups: number, outputs: number) =>
  tf.tidy(() => {
    const all = parts.map((part) => {
      const d = tf.stack([...part], 2);
      return tf.reshape(d, [groups, -1, outputs, d.shape[3]!]);
    });
    return tf.keep(tf.concat(all, 1)) as tf.Tensor4D;
  });

/** Rows of J as factors with x = 1: by one way back for each output of each sample. */
export function factoriseByRows(tape: Tape, z: TapedOutputs, variables: readonly tf.Variable[]): Factor[] {
  const [samples, outputs] = z.shape;
  const rows = Array.from({ length: samples * outputs }, (_, row) =>
    tf.tidy(() => {
      const seed = tf.reshape(oneHot([row], samples * outputs), [samples, outputs]);
      const found = tape.backpropagate(new Map([[z.id, seed]]), { into: variables, inputGradient });
      return variables.map((variable) => found.get(variable.id) ?? tf.zerosLike(variable));
    }),
  );
  const factors = variables.map((variable, i) => {
    const { size, shape } = variable;
    const d = tf.tidy(() => tf.reshape(tf.stack(rows.map((row) => row[i])), [samples, 1, outputs, size]));
    const matrix = {
      name: 'rows',
      to: (v: tf.Tensor) => tf.reshape(v, [1, 1, size]) as tf.Tensor3D,
      from: (m: tf.Tensor) => tf.reshape(m, shape),
    };
    const x = tf.ones([samples, 1, 1]) as tf.Tensor3D;
    return new Factor(variable, tf.keep(x), tf.keep(d) as tf.Tensor4D, matrix, samples, outputs);
  });
  tf.dispose(rows);
  return factors;
}
