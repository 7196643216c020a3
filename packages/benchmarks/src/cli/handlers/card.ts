import { cardText } from '../../card/card-text.js';
import { cardsOf, withCards } from '../../card/cards.js';
import { twinCard, twinText } from '../../card/twin-card.js';
import type { Given } from '../commands/given.js';
import { print } from '../terminal.js';

/** Shows the cards of an optimizer, or which optimizers have one. */
export function card({ name, latex, json }: Given): void {
  if (name === undefined) {
    print(json ? JSON.stringify(withCards) : withCards.join('\n'));
    return;
  }
  const own = twinCard(String(name));
  const cards = cardsOf(own?.twin.optimizer ?? String(name));
  if (json) print(JSON.stringify([...(own ? [own] : []), ...cards], undefined, 2));
  else {
    const texts = cards.map((one) => cardText(one, latex ? 'latex' : 'unicode'));
    print([...(own ? [twinText(own)] : []), ...texts].join('\n\n'));
  }
}
