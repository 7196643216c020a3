const properties = [
  'fill',
  'stroke',
  'fill-opacity',
  'stroke-opacity',
  'stroke-width',
  'opacity',
  'font-size',
  'font-weight',
  'font-family',
];

/** A figure as a file of its own: with the colours and letters that it has on the page, on the page's ground. */
export function standaloneSvg(svg: SVGSVGElement): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const { width, height } = svg.viewBox.baseVal;
  const [originals, copies] = [svg, copy].map((one) => [one, ...one.querySelectorAll<SVGElement>('*')]);
  for (const [index, element] of originals.entries()) bake(element, copies[index]);
  for (const element of copy.querySelectorAll('.gone,.readout-rule,.readout-span')) element.remove();
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  const ground = document.createElementNS(copy.namespaceURI, 'rect');
  for (const [name, value] of Object.entries({ width: '100%', height: '100%', fill: getComputedStyle(svg.closest('figure')!).backgroundColor })) ground.setAttribute(name, value); // biome-ignore format: one line
  copy.prepend(ground, ...shared(svg));
  const title = document.createElementNS(copy.namespaceURI, 'title');
  title.textContent = svg.getAttribute('aria-label');
  copy.prepend(title);
  return new XMLSerializer().serializeToString(copy);
}

/** What style sheets say becomes attributes: a file has no page around it. */
function bake(element: SVGElement, copy: SVGElement): void {
  const style = getComputedStyle(element);
  for (const name of properties) copy.setAttribute(name, style.getPropertyValue(name));
  copy.removeAttribute('class');
  copy.removeAttribute('tabindex');
}

/** What it uses of another drawing on the page. */
function shared(svg: SVGSVGElement): Element[] {
  return [...svg.querySelectorAll('use')].flatMap((use) => {
    const used = document.querySelector(use.getAttribute('href')!);
    if (!used || svg.contains(used)) return [];
    const definitions = document.createElementNS(svg.namespaceURI, 'defs');
    const copy = used.cloneNode(true) as SVGElement;
    const [originals, copies] = [used as SVGElement, copy].map((one) => [
      one,
      ...one.querySelectorAll<SVGElement>('*'),
    ]);
    for (const [index, element] of originals.entries()) bake(element, copies[index]);
    definitions.append(copy);
    return [definitions];
  });
}
