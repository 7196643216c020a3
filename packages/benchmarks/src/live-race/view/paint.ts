import type { Plane } from '../plane.js';
import { lastStep } from '../standings.js';
import type { Runner } from './runner.js';
import { shapePaths } from './shape-path.js';

/** What colours are called in a style sheet, as the canvas takes them. */
export interface Paints {
  readonly colors: readonly string[];
  readonly ground: string;
  readonly ink: string;
}

/** Steps after which a tail has faded. */
const tail = 40;
const pieces = 8;

/** Draws tails, heads and names at a step. */
export function paintRunners(
  context: CanvasRenderingContext2D,
  plane: Plane,
  runners: readonly Runner[],
  position: number,
  paints: Paints,
): void {
  context.clearRect(0, 0, plane.width, plane.height);
  context.lineCap = context.lineJoin = 'round';
  const heads = runners.map((runner, index) => {
    const color = paints.colors[index] ?? paints.ink;
    paintTail(context, plane, runner, position, color);
    return { runner, color, at: headOf(plane, runner, position) };
  });
  const labels: Box[] = [];
  for (const { runner, color, at } of heads) {
    if (!at) continue;
    paintShape(context, runner, at, color, paints);
    paintLabel(context, { text: runner.name, at, paints, labels });
  }
}

/** Between the points of a step and the next. */
export function headOf({ toPixels }: Plane, { ran }: Runner, position: number): readonly [number, number] | undefined {
  if (!ran || ran.track.values.length === 0) return undefined;
  const { points } = ran.track;
  const step = lastStep(ran.track, position);
  const next = Math.min(step + 1, ran.track.values.length - 1);
  const part = Math.min(1, position - step);
  const between = (axis: 0 | 1) =>
    points[2 * step + axis]! + part * (points[2 * next + axis]! - points[2 * step + axis]!);
  return toPixels(between(0), between(1));
}

function paintTail(
  context: CanvasRenderingContext2D,
  plane: Plane,
  runner: Runner,
  position: number,
  color: string,
): void {
  const { ran } = runner;
  const head = headOf(plane, runner, position);
  if (!ran || !head) return;
  const last = lastStep(ran.track, position);
  const first = Math.max(0, last - tail);
  context.strokeStyle = color;
  context.lineWidth = 2.5;
  for (let piece = 0; piece < pieces; piece++) {
    const [from, to] = [piece, piece + 1].map((k) => Math.round(first + ((last - first) * k) / pieces));
    context.globalAlpha = (piece + 1) / pieces;
    context.beginPath();
    for (let step = from!; step <= to!; step++) {
      context.lineTo(...plane.toPixels(ran.track.points[2 * step]!, ran.track.points[2 * step + 1]!));
    }
    if (piece === pieces - 1) context.lineTo(...head);
    context.stroke();
  }
  context.globalAlpha = 1;
}

const paths = new Map<string, Path2D>();

function pathOf(d: string): Path2D {
  const known = paths.get(d) ?? new Path2D(d);
  paths.set(d, known);
  return known;
}

function paintShape(
  context: CanvasRenderingContext2D,
  { shape, ran }: Runner,
  [x, y]: readonly [number, number],
  color: string,
  { ground }: Paints,
): void {
  context.save();
  context.translate(x, y);
  context.scale(1.15, 1.15);
  const path = pathOf(shapePaths[shape]);
  context.lineWidth = 3;
  context.strokeStyle = ground;
  context.stroke(path);
  context.fillStyle = color;
  if (ran!.track.outcome.status === 'ok') context.fill(path);
  else {
    context.strokeStyle = color;
    context.lineWidth = 1.6;
    context.fillStyle = ground;
    context.fill(path);
    context.stroke(path);
  }
  context.restore();
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

const line = 15;

/** Beside the head, and below those that stand there already. */
function paintLabel(
  context: CanvasRenderingContext2D,
  { text, at: [x, y], paints, labels }: { text: string; at: readonly [number, number]; paints: Paints; labels: Box[] },
): void {
  context.font = '600 12px system-ui, sans-serif';
  const { width } = context.measureText(text);
  const left = x + 11 + width > context.canvas.clientWidth ? x - 11 - width : x + 11;
  let top = y + 4;
  const isTaken = () =>
    labels.find((box) => left < box.x + box.width && box.x < left + width && Math.abs(box.y - top) < line - 0.5); // half a pixel is more than rounding
  for (let box = isTaken(); box; box = isTaken()) top = box.y + line;
  labels.push({ x: left, y: top, width });
  context.lineWidth = 3.5;
  context.strokeStyle = paints.ground;
  context.strokeText(text, left, top);
  context.fillStyle = paints.ink;
  context.fillText(text, left, top);
}
