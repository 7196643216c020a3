import { make } from './dom.js';

/** Milliseconds from the start to the end of what is played. */
const playTime = 8000;

interface Runner {
  /** Goes to a share of the budget. */
  goTo(share: number): void;
}

/** One slider for all ways through a plane: everyone from the start, at one time. */
export function addScrubbers(): void {
  for (const figure of document.querySelectorAll<HTMLElement>('figure.ways')) {
    const runners = [...figure.querySelectorAll<SVGElement>('[data-used]')].flatMap(runnerOf);
    const slider = make('input', {
      type: 'range',
      min: '0',
      max: '1',
      step: '0.005',
      'aria-label': 'Share of the budget that is spent',
    });
    slider.value = '1';
    const show = () => {
      slider.setAttribute('aria-valuetext', `${Math.round(100 * slider.valueAsNumber)} % of the budget`);
      for (const runner of runners) runner.goTo(slider.valueAsNumber);
    };
    slider.addEventListener('input', show);
    figure.querySelector('figcaption')!.after(make('div', { class: 'scrub' }, playButton(slider, show), slider));
  }
}

/** Plays from where the slider stands, or from the start; nothing moves by itself. */
function playButton(slider: HTMLInputElement, show: () => void): HTMLButtonElement {
  const button = make('button', { type: 'button' }, 'Play');
  let began: number | undefined;
  const frame = (now: number) => {
    if (began === undefined) return;
    slider.valueAsNumber = Math.min(1, (now - began) / playTime);
    show();
    if (slider.valueAsNumber < 1) requestAnimationFrame(frame);
    else stop();
  };
  const stop = () => {
    began = undefined;
    button.textContent = 'Play';
  };
  button.addEventListener('click', () => {
    if (began !== undefined) return stop();
    const from = slider.valueAsNumber < 1 ? slider.valueAsNumber : 0;
    button.textContent = 'Pause';
    began = performance.now() - from * playTime;
    requestAnimationFrame(frame);
  });
  return button;
}

/** The lines of a way, and its end: a share of the budget is that share of the way, as its points lie evenly along it. */
function runnerOf(group: SVGElement): Runner[] {
  const paths = [...group.querySelectorAll('path')];
  const used = Number(group.getAttribute('data-used'));
  const points = (paths[0]?.getAttribute('d') ?? '').slice(1).split('L');
  if (points.length < 2) return [];
  const end = group.querySelector('circle');
  return [
    {
      goTo(share) {
        const last = Math.min(points.length - 1, Math.round((Math.min(share, used) / used) * (points.length - 1)));
        for (const path of paths) path.setAttribute('d', `M${points.slice(0, last + 1).join('L')}`);
        const [x, y] = points[last].split(',');
        end?.setAttribute('cx', x);
        end?.setAttribute('cy', y);
      },
    },
  ];
}
