import { moved, type Plane, zoomed } from '../plane.js';
import type { RaceActions } from './actions.js';

type Place = readonly [number, number];

/** A pointer that has moved less than this has clicked. */
const slip = 5;

/**
 * Pointers on the stage: the start is dragged, or put where it is clicked; one pointer moves the plane, two pinch it, and a
 * wheel with a modifier zooms. Returns what ends it.
 */
export function pointers(stage: HTMLElement, planeNow: () => Plane, actions: RaceActions): () => void {
  const held = new Map<number, Place>();
  let [isStart, hasMoved] = [false, false];
  let origin: Place = [0, 0];

  const placeOf = ({ clientX, clientY }: MouseEvent): Place => {
    const { left, top } = stage.getBoundingClientRect();
    return [clientX - left, clientY - top];
  };

  const down = (event: PointerEvent) => {
    if (event.button !== 0 || (event.target as Element).closest('[data-own]')) return;
    const place = placeOf(event);
    held.set(event.pointerId, place);
    stage.setPointerCapture(event.pointerId);
    isStart = held.size === 1 && (event.target as Element).closest('.race-start') !== null;
    if (held.size === 1) [origin, hasMoved] = [place, false];
  };

  const move = (event: PointerEvent) => {
    const last = held.get(event.pointerId);
    if (!last) return;
    const [place, plane] = [placeOf(event), planeNow()];
    if (Math.hypot(place[0] - origin[0], place[1] - origin[1]) > slip || held.size > 1) hasMoved = true;
    if (!hasMoved) return;
    if (isStart) actions.moveStart(plane.toPoint(...place), true);
    else if (held.size === 2) pinch(plane, event.pointerId, last, place);
    else pan(plane, last, place);
    held.set(event.pointerId, place);
  };

  const pan = (plane: Plane, last: Place, place: Place) => {
    const [from, to] = [plane.toPoint(...last), plane.toPoint(...place)];
    actions.look(moved(plane.frame, from[0] - to[0], from[1] - to[1]));
  };

  const pinch = (plane: Plane, id: number, last: Place, place: Place) => {
    const [, other] = [...held].find(([key]) => key !== id)!;
    const apart = ([x, y]: Place) => Math.max(10, Math.hypot(x - other[0], y - other[1]));
    const middle = plane.toPoint((place[0] + other[0]) / 2, (place[1] + other[1]) / 2);
    actions.look(zoomed(plane.frame, apart(place) / apart(last), middle));
  };

  const up = (event: PointerEvent) => {
    if (!held.delete(event.pointerId)) return;
    const isClick = !hasMoved && event.type === 'pointerup' && !isStart;
    const point = planeNow().toPoint(...placeOf(event));
    if (isClick || (isStart && hasMoved)) actions.moveStart(point);
    isStart = false;
  };

  const wheel = (event: WheelEvent) => {
    if (!event.ctrlKey && !event.metaKey) return; // the page scrolls
    event.preventDefault();
    const plane = planeNow();
    actions.look(zoomed(plane.frame, Math.exp(-event.deltaY / 300), plane.toPoint(...placeOf(event))));
  };

  const listeners = { pointerdown: down, pointermove: move, pointerup: up, pointercancel: up, wheel } as const;
  for (const [name, listener] of Object.entries(listeners)) {
    stage.addEventListener(name, listener as EventListener, { passive: false });
  }
  return () => {
    for (const [name, listener] of Object.entries(listeners))
      stage.removeEventListener(name, listener as EventListener);
  };
}
