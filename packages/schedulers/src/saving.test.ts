import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { everySchedule } from './fixtures/every-schedule.js';
import { polyak, reduceOnPlateau, type Schedule, type ScheduleConfig, scheduleFromJSON } from './index.js';

/** An optimizer that holds a schedule; tf renames what it saves to snake_case, and back. */
class Holder extends tf.SGDOptimizer {
  static override readonly className = 'Holder';
  static restored?: Schedule;

  constructor(private readonly schedule: Schedule) {
    super(0.1);
  }

  override getConfig() {
    return { schedule: this.schedule.toJSON!() as unknown as tf.serialization.ConfigDict };
  }

  static override fromConfig<T extends tf.serialization.Serializable>(
    Class: tf.serialization.SerializableConstructor<T>,
    config: tf.serialization.ConfigDict,
  ): T {
    Holder.restored = scheduleFromJSON(config.schedule as unknown as ScheduleConfig);
    return new (Class as unknown as new (schedule: Schedule) => T)(Holder.restored);
  }
}
tf.serialization.registerClass(Holder as unknown as tf.serialization.SerializableConstructor<Holder>);

async function throughTf(schedule: Schedule): Promise<Schedule> {
  const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1] })] });
  model.compile({ optimizer: new Holder(schedule), loss: 'meanSquaredError' });
  let saved: tf.io.ModelArtifacts;
  const keep = async (artifacts: tf.io.ModelArtifacts) => {
    saved = JSON.parse(JSON.stringify(artifacts));
    saved.weightData = artifacts.weightData;
    return {} as tf.io.SaveResult;
  };
  await model.save(tf.io.withSaveHandler(keep), { includeOptimizer: true });
  const loaded = await tf.loadLayersModel(tf.io.fromMemory(saved!));
  model.dispose();
  loaded.dispose();
  return Holder.restored!;
}

test.each(Object.entries(everySchedule))(
  'a model that is saved with %s has it again when it is loaded',
  async (_, family) => {
    const [options] = fc.sample(family.options, { numRuns: 1, seed: 3 });
    const schedule = family.make(options);
    const restored = await throughTf(schedule);
    expect([1, 2, 10, 1e6].map(restored)).toEqual([1, 2, 10, 1e6].map(schedule));
  },
);

test('observers go on with what they have seen', async () => {
  const plateau = reduceOnPlateau({ initialValue: 1 });
  expect(JSON.stringify(await throughTf(plateau))).toBe(JSON.stringify(plateau));
  const rate = polyak({});
  rate.observe({ loss: 1, squaredGradientNorm: 4 });
  expect((await throughTf(rate))(1)).toBe(0.25);
});
