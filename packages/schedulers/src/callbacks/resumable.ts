type State = Readonly<Record<string, number | undefined>>;

/** What has a state of its own to go on from: observers, and callbacks that count. */
export interface Resumable {
  saveState(): State;
  loadState(state: State): void;
}
