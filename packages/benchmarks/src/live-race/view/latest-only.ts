/** Does one thing at a time; of what is asked for meanwhile only the latest is done. */
export function latestOnly<Given extends unknown[]>(act: (...given: Given) => Promise<void>) {
  let running: Promise<void> | undefined;
  let waiting: Given | undefined;
  return (...given: Given): Promise<void> => {
    waiting = given;
    running ??= (async () => {
      while (waiting) {
        const next = waiting;
        waiting = undefined;
        await act(...next);
      }
      running = undefined;
    })();
    return running;
  };
}
