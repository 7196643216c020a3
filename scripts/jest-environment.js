// Jest's Node environment looks every global (`Math`, `Float32Array`) up through a proxy, in which tfjs is four times as
// slow as in Node. This one gives each test file an ordinary global object of its own, where Node can (from 20.18 on).
import vm from 'node:vm';
import { TestEnvironment } from 'jest-environment-node';

export default class extends TestEnvironment {
  constructor(...given) {
    const { createContext } = vm;
    vm.createContext = (proxy) => createContext(vm.constants?.DONT_CONTEXTIFY ?? proxy);
    try {
      super(...given);
    } finally {
      vm.createContext = createContext;
    }
  }
}
