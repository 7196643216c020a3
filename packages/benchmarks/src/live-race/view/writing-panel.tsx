import type { FunctionalComponent } from 'vue';
import type { OwnRule } from '../own-rule.js';
import { limit, type Writing } from './writing.js';

/** A rule written in the page: its text, what is read from it, and whether it does what a rule must. */
export const WritingPanel: FunctionalComponent<{ writing: Writing }> = ({ writing }) => {
  const { text, found, fault, isRunning } = writing;
  return (
    <section class="race-tool" aria-label="Write a rule">
      <div class="race-writing">
        <div>
          <textarea
            rows={20}
            spellcheck={false}
            autocapitalize="off"
            aria-label="The rule. Tab indents; Escape, then Tab, leaves"
            value={text.value}
            onInput={(event) => {
              text.value = (event.target as HTMLTextAreaElement).value;
            }}
            onKeydown={(event) => typed(event, writing)}
          />
          <button type="button" class="race-quiet" disabled={isRunning.value} onClick={() => writing.run()}>
            {isRunning.value ? 'Running…' : 'Race it'}
          </button>{' '}
          <small>Ctrl Enter does it, too.</small>
        </div>
        <div aria-live="polite">
          {fault.value && (
            <p class="race-fault" role="alert">
              {fault.value}
            </p>
          )}
          {found.value && <Found rule={found.value} />}
        </div>
      </div>
      <p>
        The text runs as code, in a worker of its own, in this page alone, for at most {limit} seconds. It stands in no
        address, so no link brings you somebody else’s. The worker has no fetch and its like, which stops accidents, not
        malice: run what you have read. The numbers are the defaults of the rule;{' '}
        <a href="/guide/extending">how rules are written</a>.
      </p>
    </section>
  );
};

let leaves = false;

function typed(event: KeyboardEvent, writing: Writing): void {
  event.stopPropagation();
  const area = event.target as HTMLTextAreaElement;
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    void writing.run();
  } else if (event.key === 'Tab' && !event.shiftKey && !leaves) {
    event.preventDefault();
    area.setRangeText('  ', area.selectionStart, area.selectionEnd, 'end');
    writing.text.value = area.value;
  }
  leaves = event.key === 'Escape';
}

const Found: FunctionalComponent<{ rule: OwnRule }> = ({ rule: { name, equation, kernels, checks, track } }) => (
  <div>
    {equation && <div class="race-equation" tabindex={0} innerHTML={equation.html} />}
    <p>
      {name}: {kernels === 1 ? 'a step is one kernel' : `a step is ${kernels} kernels`}.{' '}
      {track.outcome.status === 'ok' ? 'It races.' : `It ${track.outcome.status}: ${track.outcome.reason}.`}
    </p>
    <ul class="race-checks" aria-label="What a rule must do, as far as plain arrays show it">
      {checks.map(({ name: check, fault }) => (
        <li class={fault ? 'broken' : undefined}>
          <b>{fault ? '✗' : '✓'}</b> {check}
          {fault && `: ${fault}`}
        </li>
      ))}
    </ul>
  </div>
);
Found.props = ['rule'];
