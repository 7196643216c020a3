import { pickBackend } from '../../pick-backend.js';
import { claims } from './index.js';
import { judge } from './judge.js';

beforeAll(() => pickBackend('cpu'));

describe.each(claims)('$name', ({ measure, broken }) => {
  test('holds', () => {
    expect(judge(measure())).toMatchObject({ holds: true });
  });

  test(`fails with ${broken.how}`, () => {
    expect(judge(broken.measure())).toMatchObject({ holds: false });
  });
});
