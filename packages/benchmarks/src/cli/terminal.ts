// Everything that a command says goes through here: arguments, paths and results files may hold characters that a
// terminal obeys instead of showing them.

/** Control characters but the line break, and those that turn the direction of writing. */
const obeyed = /(?!\n)[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;

/** The text with these as \u001b: what JSON writes, so that JSON stays what it is. */
export const visible = (text: string): string => text.replace(obeyed, escaped);

/** As `visible`, on one line. */
export const visibleLine = (text: string): string => visible(text.replaceAll('\n', escaped));

/** Prints what was asked for. */
export const print = (text: string): void => console.log(visible(text));

/** Tells something beside it, on stderr. */
export const tell = (text: string): void => console.error(visible(text));

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
