import { Matrix } from 'ml-matrix';
import { newton } from './newton.js';

test('finds the minimiser of x⁴/4 − 2x at the cube root of 2', () => {
  const gradient = (x: Matrix) => Matrix.pow(x, 3).sub(2);
  const hessian = (x: Matrix) => Matrix.pow(x, 2).mul(3);
  expect(newton(gradient, hessian, Matrix.columnVector([1])).get(0, 0)).toBeCloseTo(Math.cbrt(2), 14);
});

test('says so where it does not converge', () => {
  // x^(1/3): each step goes from x to −2x.
  const gradient = (x: Matrix) => Matrix.cbrt(x);
  const hessian = (x: Matrix) => Matrix.pow(x.clone().cbrt(), -2).div(3);
  expect(() => newton(gradient, hessian, Matrix.columnVector([1]))).toThrow('has not converged in 100 steps');
});
