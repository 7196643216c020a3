import type { Term } from '../../candidates/term.js';
import type { Dimension } from '../../study/dimension.js';
import type { Catalogue } from '../catalogue.js';
import type { Plane } from '../plane.js';
import type { Frame, Race } from '../race.js';
import type { RaceOfLines } from '../race-of-lines.js';
import type { StepStrip } from '../step-strip.js';

/** What the page can be asked for. What is asked before the worker is there is done once it is. */
export interface RaceActions {
  /** Races from elsewhere: while it is dragged with the settings as they are, then with those that are due. */
  moveStart(at: readonly [number, number], isDragging?: boolean): Promise<void>;
  /** Another race. */
  ask(changes: Partial<Race>): Promise<void>;
  /** Looks at another part of the plane. */
  look(frame: Frame | undefined): Promise<void>;
  /** Tells what the stage shows, so that contours cover it. */
  show(plane: Plane): Promise<void>;
  /** What a race can be put together of. */
  catalogue(): Promise<Catalogue>;
  /** Reads what was typed; an error tells what is wrong with it. */
  readTerms(text: string): Promise<Term[]>;
  /** Where all end with many step sizes, one after the other. */
  strips(onStrip: (index: number, strip: StepStrip) => void): Promise<void>;
  /** The race that a results file tells of. */
  raceOfLines(text: string): Promise<RaceOfLines>;
  /** What sliders vary. */
  dimensionsOf(term: Term): Promise<Dimension[]>;
}

/** Passes on what is asked, once there is somebody to do it. */
export function actionsOf(ready: Promise<RaceActions>): RaceActions {
  return {
    moveStart: async (...given) => (await ready).moveStart(...given),
    ask: async (...given) => (await ready).ask(...given),
    look: async (...given) => (await ready).look(...given),
    show: async (...given) => (await ready).show(...given),
    catalogue: async () => (await ready).catalogue(),
    readTerms: async (text) => (await ready).readTerms(text),
    strips: async (onStrip) => (await ready).strips(onStrip),
    raceOfLines: async (text) => (await ready).raceOfLines(text),
    dimensionsOf: async (term) => (await ready).dimensionsOf(term),
  };
}
