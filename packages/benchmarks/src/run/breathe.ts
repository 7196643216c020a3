/** Lets messages and signals in, and goes on: in Node as in a page, where a timer would wait. */
export const breathe = (): Promise<void> =>
  new Promise((go) => {
    if (typeof setImmediate === 'function') setImmediate(go);
    else {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        go();
      };
      port2.postMessage(0);
    }
  });
