/** Markup that needs no more escaping. */
export class Html {
  constructor(readonly markup: string) {}
}

type Content = Html | string | number | false | undefined | readonly Content[];

/** A piece of HTML. Whatever is put in is data and gets escaped, unless it is itself a piece of HTML. */
export function html(literals: TemplateStringsArray, ...parts: Content[]): Html {
  return new Html(literals.reduce((markup, literal, index) => markup + render(parts[index - 1]) + literal));
}

function render(part: Content): string {
  if (part instanceof Html) return part.markup;
  if (typeof part === 'object') return part.map(render).join('');
  return part === undefined || part === false ? '' : escapeHtml(String(part));
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (character) => entities[character]);
