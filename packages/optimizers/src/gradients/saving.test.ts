import * as tf from '@tensorflow/tfjs';
import { onEachBackend } from '../fixtures/backends.js';
import { everySource } from '../fixtures/every-source.js';
import { adam, type GradientSource, ZooOptimizer } from '../index.js';

onEachBackend(() => {
  test.each(Object.entries(everySource))(
    '%s is restored from JSON and goes on as if it had not stopped',
    async (_name, make) => {
      const run = async (resumeAt: number) => {
        const x = tf.variable(tf.tensor1d([0.5, -1, 2]));
        const loss = () => tf.sum(tf.square(tf.sin(x))) as tf.Scalar;
        let optimizer = adam({ learningRate: 0.1, gradient: make() as GradientSource<'grad'> });
        for (let step = 1; step <= 4; step++) {
          if (step === resumeAt) {
            const config = JSON.parse(JSON.stringify(optimizer.getConfig()));
            const again = ZooOptimizer.fromConfig(ZooOptimizer, config) as ZooOptimizer;
            expect(again.getConfig()).toEqual(config);
            await again.setWeights(await optimizer.getWeights());
            optimizer.dispose();
            optimizer = again;
          }
          optimizer.minimize(loss);
        }
        const point = Array.from(x.dataSync());
        tf.dispose(x);
        optimizer.dispose();
        return point;
      };
      expect(await run(3)).toEqual(await run(0));
    },
  );
});
