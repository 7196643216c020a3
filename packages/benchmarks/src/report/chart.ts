import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import type { Cell } from '../export/columns.js';
import { csvLine } from '../export/csv-line.js';
import { Html, html } from './html.js';

/** Where the SVG is made. */
export const { document } = parseHTML('<!doctype html><html></html>');

/** From this width on a chart shrinks on a narrow screen, and its text has to grow. */
const wide = 500;

/** Draws an SVG. `title` is what a screen reader says of it. */
export function chart(title: string, options: Plot.PlotOptions): Html {
  const svg = shorten(withoutNames(withoutStyle(Plot.plot({ document, ...options }).outerHTML)));
  const name = html`${(options.width ?? 0) >= wide && html` data-wide`} role="img" aria-label="${title}"`; // linkedom leaves < and > in attributes as they are
  return new Html(svg.replace(/^<svg/, () => `<svg${name.markup}`));
}

/** What a figure may have beside its caption and its drawing. */
interface Parts {
  readonly id?: string;
  readonly className?: string;
  /** What it is drawn from, its head first: to be had as CSV. */
  readonly rows?: readonly (readonly Cell[])[];
  /** What stands below the drawing. */
  readonly more?: Html;
}

/** A chart with its caption. */
export const figure = (caption: Html, drawing: Html, { id, className, rows, more }: Parts = {}): Html =>
  html`<figure${id && html` id="${id}"`}${className && html` class="${className}"`}><figcaption>${caption}</figcaption>${drawing}${more}${rows && html`<template>${rows.map(csvLine).join('')}</template>`}</figure>`;

/** Plot's own style stands in that of the page, once: a page allows no other. */
const withoutStyle = (svg: string) => svg.replace(/<style>[^<]*<\/style>/, '');

/** A chart is one image to a screen reader, and only that has a name; what its parts are stays known to style sheets. */
const withoutNames = (svg: string) => svg.replaceAll(/ aria-label=(?="[^"]*")/g, ' data-mark=');

/** A tenth of a pixel is enough. */
const shorten = (svg: string) =>
  svg.replace(/ (?:d="|transform="translate)[^"<>]*"/g, (attribute) =>
    attribute.replace(/-?\d+\.\d+/g, (number) => String(Number(Number(number).toFixed(1)))),
  );
