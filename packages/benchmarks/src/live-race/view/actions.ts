import type { Plane } from '../plane.js';
import type { Frame, Race } from '../race.js';

/** What the page can be asked for. */
export interface RaceActions {
  /** Races from elsewhere: while it is dragged with the settings as they are, then with those that are due. */
  moveStart(at: readonly [number, number], isDragging?: boolean): void;
  /** Another race. */
  ask(changes: Partial<Race>): void;
  /** Looks at another part of the plane. */
  look(frame: Frame | undefined): void;
  /** Tells what the stage shows, so that contours cover it. */
  show(plane: Plane): void;
}
