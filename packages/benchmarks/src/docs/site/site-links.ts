import path from 'node:path';
import { withCards } from '../../card/cards.js';

export const repository = 'https://github.com/optimizer-zoo/optimizer-zoo';

/** A page's links in Markdown, of a file in `folder` of the repository: to pages of the site, or else to the repository. */
export const siteLinks = (text: string, folder: string): string =>
  text.replace(/(!?)\[((?:[^[\]]|\[[^\]]*\])*)\]\(([^)\s]+)\)/g, (link, image, label, target) =>
    /^([a-z]+:|#)/.test(target) ? link : `${image}[${label}](${address(target, folder, image !== '')})`,
  );

/** The name that a file of the repository has among the pages of the guide, if it is one. */
export const guideName = (file: string): string | undefined =>
  file === 'ARCHITECTURE.md' ? 'how-it-works' : /^docs\/([\w-]+)\.md$/.exec(file)?.[1];

function address(target: string, folder: string, isImage: boolean): string {
  const [file, anchor] = target.split('#');
  const from = path.posix.normalize(path.posix.join(folder, file));
  if (isImage) return `../../${from}`; // a part of the page, which stands two folders deep
  if (from === 'docs/optimizers.md')
    return `/optimizers/${withCards.find((name) => name.toLowerCase() === anchor) ?? ''}`;
  const page = guideName(from);
  if (page !== undefined) return `/guide/${page}${anchor === undefined ? '' : `#${anchor}`}`;
  return `${repository}/blob/main/${from}`;
}
