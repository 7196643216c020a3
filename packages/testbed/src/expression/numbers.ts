import type { Arithmetic } from './arithmetic.js';

/** Expressions on float64 numbers. */
export const numbers: Arithmetic<number> = {
  constant: (value) => value,
  integerPower: Math.pow,
  operators: {
    add: (a, b) => a! + b!,
    subtract: (a, b) => a! - b!,
    multiply: (a, b) => a! * b!,
    divide: (a, b) => a! / b!,
    pow: Math.pow,
    unaryMinus: (a) => -a!,
    unaryPlus: (a) => a!,
  },
  functions: {
    abs: Math.abs,
    acos: Math.acos,
    asin: Math.asin,
    atan: Math.atan,
    cos: Math.cos,
    cosh: Math.cosh,
    exp: Math.exp,
    log: Math.log,
    sec: (x) => 1 / Math.cos(x),
    sech: (x) => 1 / Math.cosh(x),
    sin: Math.sin,
    sinh: Math.sinh,
    sqrt: Math.sqrt,
    tan: Math.tan,
    tanh: Math.tanh,
  },
};
