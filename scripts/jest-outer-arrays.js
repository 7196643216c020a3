// A native module makes typed arrays of Node's own global object; here a test file's are the same, so that `instanceof` knows them.
import Environment from './jest-environment.js';

export default class extends Environment {
  constructor(...given) {
    super(...given);
    Object.assign(this.global, { Float32Array, Int32Array, Uint8Array });
  }
}
