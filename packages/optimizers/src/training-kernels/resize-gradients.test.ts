import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { onEachBackend } from '../fixtures/backends.js';
import { type Operation, runKernel, sameAsTfjs } from '../fixtures/training-kernels.js';
import { registerTrainingKernels, unregisterTrainingKernels } from './index.js';

afterAll(unregisterTrainingKernels);

const upTo = (max: number) => fc.integer({ min: 1, max });
const resizes = fc.record({
  image: fc.tuple(upTo(3), upTo(6), upTo(6), upTo(5)),
  size: fc.tuple(upTo(9), upTo(9)),
});
type Resize = ReturnType<typeof resizes.generate>['value'];

const gradient =
  (kernel: string) =>
  ({ image, size, alignCorners }: Resize & { alignCorners: boolean }): Operation =>
  (numbers) => {
    const [batch, , , channels] = image;
    const inputs = { dy: numbers.of([batch, ...size, channels]), images: tf.zeros(image) };
    return runKernel(kernel, inputs, { size, alignCorners, halfPixelCenters: false });
  };

/** Of which tfjs's cpu backend knows the gradient: it throws at the others. */
const squareResizes = fc.tuple(resizes, fc.boolean()).map(
  ([
    {
      image: [batch, side, , channels],
      size,
    },
    alignCorners,
  ]) => ({
    image: [batch, side, side, channels] as Resize['image'],
    size,
    alignCorners,
  }),
);

test.each(['cpu', 'wasm'])('ResizeBilinearGrad on %s', (backend) =>
  sameAsTfjs(backend, squareResizes, gradient('ResizeBilinearGrad')),
);

// Of tfjs's own, on cpu that is wrong from the second image on, and with corners aligned both are wrong, or run for ever, where
// an image has a side of one pixel.
test.each(['cpu', 'wasm'])('ResizeNearestNeighborGrad on %s', (backend) =>
  sameAsTfjs(
    backend,
    fc.tuple(resizes, fc.boolean()).map(([resize, wanted]) => {
      const [, height, width] = resize.image;
      return { ...resize, alignCorners: wanted && height > 1 && width > 1 };
    }),
    gradient('ResizeNearestNeighborGrad'),
    { reference: 'wasm' },
  ),
);

const methods = ['resizeBilinear', 'resizeNearestNeighbor'] as const;
const sampled = fc.constantFrom<[alignCorners: boolean, halfPixelCenters: boolean]>(
  [false, false],
  [true, false],
  [false, true],
);

onEachBackend(() => {
  // ⟨dy, R x⟩ = ⟨R' dy, x⟩ holds for the transpose R' of a linear R and for nothing else.
  test.each(methods)('the gradient of %s is the transpose of it', (method) => {
    registerTrainingKernels();
    fc.assert(
      fc.property(resizes, sampled, fc.nat(1000), ({ image, size }, [alignCorners, halfPixelCenters], seed) => {
        const [there, back, magnitude] = tf.tidy(() => {
          const resize = (x: tf.Tensor4D) => tf.image[method](x, size, alignCorners, halfPixelCenters);
          const x = tf.randomNormal(image, 0, 1, 'float32', seed) as tf.Tensor4D;
          const y = resize(x);
          const dy = tf.randomNormal(y.shape, 0, 1, 'float32', seed + 1);
          const dx = tf.grad((x) => resize(x as tf.Tensor4D))(x, dy);
          const products = [tf.mul(dy, y), tf.mul(dx, x), tf.abs(tf.mul(dx, x))];
          return products.map((product) => tf.sum(product).dataSync()[0]);
        });
        expect(Math.abs(there - back)).toBeLessThanOrEqual(1e-5 * (1 + magnitude));
      }),
      { numRuns: 60, seed: 1 },
    );
  });
});
