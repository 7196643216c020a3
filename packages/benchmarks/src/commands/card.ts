import type { Argv, CommandModule, Options } from 'yargs';
import { cardText } from '../card/card-text.js';
import { cardsOf, withCards } from '../card/cards.js';
import { twinCard, twinText } from '../card/twin-card.js';
import { print } from '../terminal.js';
import { exampleText } from './example-text.js';
import type { Given } from './study-options.js';

const options = {
  latex: { type: 'boolean', default: false, describe: 'equations in LaTeX instead of Unicode' },
  json: { type: 'boolean', default: false, describe: 'everything as JSON, in both notations' },
} satisfies Record<string, Options>;

export const cardOptionNames = Object.keys(options);

export const card: CommandModule<object, Given> = {
  command: 'card [name]',
  describe: 'Show the equation of an optimizer, its options, state, cost and sources; without a name, list them',
  builder: (yargs) =>
    yargs
      .positional('name', { type: 'string', describe: 'an optimizer' })
      .options(options)
      .epilogue(
        exampleText([
          ['card adam', 'the card of Adam'],
          ['card lion --latex', 'its equations in LaTeX'],
        ]),
      ) as Argv<Given>,
  handler({ name, latex, json }) {
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
  },
};
