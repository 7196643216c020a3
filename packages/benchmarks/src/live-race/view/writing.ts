import { wrap } from 'comlink';
import { type Ref, ref, shallowRef, watch } from 'vue';
import { firstRule } from '../first-rule.js';
import type { OwnRule } from '../own-rule.js';
import type { OwnRuleWorker } from '../own-rule-worker.js';
import type { RaceState } from './state.js';

/** A rule that is written in the page. */
export interface Writing {
  readonly isOpen: Ref<boolean>;
  readonly text: Ref<string>;
  readonly isRunning: Ref<boolean>;
  readonly found: Ref<OwnRule | undefined>;
  readonly fault: Ref<string>;
  run(): Promise<void>;
}

/** Seconds after which the worker of a rule is ended, with whatever it does. */
export const limit = 5;

export function writingOf(state: RaceState): Writing {
  const [isOpen, isRunning] = [ref(false), ref(false)];
  const [text, fault] = [ref(firstRule), ref('')];
  const found = shallowRef<OwnRule>();
  let end = () => {};

  const run = async () => {
    end();
    [isRunning.value, fault.value] = [true, ''];
    const worker = new Worker(new URL('../own-rule-worker.js', import.meta.url), { type: 'module' });
    const { problem, seed, steps } = state.race.value;
    const ended = new Promise<never>((_, fail) => {
      const timer = window.setTimeout(
        () => fail(new Error(`It was ended after ${limit} seconds: a step must not run on and on.`)),
        1000 * limit,
      );
      end = () => {
        window.clearTimeout(timer);
        worker.terminate();
        fail(undefined);
      };
    });
    ended.catch(() => {});
    const own = end;
    try {
      const rule = await Promise.race([wrap<OwnRuleWorker>(worker).look(text.value, { problem, seed, steps }), ended]);
      found.value = rule;
      state.guests.value = [{ setting: { name: rule.name, options: {} }, trials: [], track: rule.track }];
    } catch (error) {
      if (!error) return; // another run took its place
      [found.value, fault.value, state.guests.value] = [undefined, (error as Error).message, []];
    } finally {
      own();
    }
    isRunning.value = false;
  };

  const leave = () => {
    end();
    [found.value, state.guests.value, isRunning.value] = [undefined, [], false];
  };
  watch(isOpen, (open) => (open ? undefined : leave()));
  let timer = 0;
  watch([() => state.race.value.problem, () => state.race.value.steps, () => state.race.value.seed], () => {
    if (!found.value) return;
    state.guests.value = [];
    window.clearTimeout(timer);
    timer = window.setTimeout(run, 300);
  });
  return { isOpen, text, isRunning, found, fault, run };
}
