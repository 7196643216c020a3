import { shapes } from './shapes.js';
import { findTorch, timeTorch } from './torch.js';

const small = [{ variables: 1, elements: 1e4 }, { variables: 3, elements: 1e5 }]; // biome-ignore format: one line
const torch = await findTorch(['python3', '/usr/bin/python3']);

const withTorch = 'python' in torch ? test : test.skip;

test('without a Python that has torch, the reason names each that was tried', async () => {
  const none = await findTorch(['/no/python', '/no/other']);
  expect(none).toEqual({ skipped: expect.stringMatching(/\/no\/python: .*; \/no\/other: /) });
  expect(await timeTorch(none, 'adam', shapes, 1)).toEqual(shapes.map(() => none));
});

withTorch('torch.optim is timed on every shape', async () => {
  const times = await timeTorch(torch, 'adam', small, 1);
  expect(times).toHaveLength(small.length);
  for (const one of times) expect(one).toMatchObject({ milliseconds: expect.any(Number), version: expect.any(String) });
});

withTorch('what goes wrong in Python is the reason', async () => {
  expect(await timeTorch(torch, 'nope', small, 1)).toContainEqual({ skipped: expect.stringContaining('KeyError') });
});
