import { dimensionsOf } from './catalogue.js';
import { stopOf, stops, valueAtStop } from './slider-place.js';

const dimensions = ['adam', 'momentum', 'ademamix', 'nagGs', 'lookahead'].flatMap((name) =>
  dimensionsOf(name === 'lookahead' ? { name, of: { name: 'sgd', options: {} }, options: {} } : { name, options: {} }),
);

test.each(dimensions)('$owner.$option: a stop has a value, and the value is at a stop that has it', (dimension) => {
  for (let stop = 0; stop <= stops; stop += 7) {
    const value = valueAtStop(dimension, stop);
    expect(valueAtStop(dimension, stopOf(dimension, value))).toBe(value);
  }
});
