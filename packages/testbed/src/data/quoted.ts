const most = 40;

/** What a file has said, in quotes, cut where it goes on and on. */
export const quoted = (text: string): string => `'${text.length > most ? `${text.slice(0, most)}…` : text}'`;
