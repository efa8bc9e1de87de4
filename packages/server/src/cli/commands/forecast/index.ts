import type { Command } from 'commander';
import type { Verbs } from '../../program.js';
import { UsageError } from '../../usage.js';
import { dayOf, horizonOf, idOf, limitOf, oneOf } from '../../values.js';
import { accuracyVerb } from './accuracy.js';
import { type CatalogueOptions, writeCatalogue } from './catalogue.js';
import { type ShowOptions, showForecasts } from './show.js';
import { successionsVerb } from './successions.js';

/** `stockwright forecast`: what is forecast and why, all of it as a file, and how near it came. */
export function forecastVerb(program: Command, verbs: Verbs): void {
  const forecast = verbs
    .verb(
      program,
      'forecast',
      'help.forecast',
      'npx stockwright forecast 85123A UK-DC\nnpx stockwright forecast --all --output forecast.parquet',
    )
    .argument('[item]', verbs.word('argument.item'))
    .argument('[location]', verbs.word('argument.location'))
    .option('--item <code>', verbs.word('option.item'))
    .option('--location <code>', verbs.word('option.location'))
    .option('--plan <id>', verbs.word('argument.plan'), idOf)
    .option('--limit <rows>', verbs.word('option.seriesLimit'), limitOf)
    .option('--all', verbs.word('option.all'))
    .option('--output <file>', verbs.word('option.output'))
    .option('--format <format>', verbs.word('option.forecastFormat'), oneOf(['csv', 'parquet']))
    .option('--as-of <day>', verbs.word('option.asOf'), dayOf)
    .option('--days <days>', verbs.word('option.horizon'), horizonOf)
    .action(
      async (
        item: string | undefined,
        location: string | undefined,
        options: ShowOptions & CatalogueOptions & { all?: boolean },
        command: Command,
      ) => {
        const session = verbs.open(command);
        const chosen = { item: item ?? options.item, location: location ?? options.location };
        if (!options.all) return showForecasts(session, { ...options, ...chosen });
        if (chosen.item !== undefined || chosen.location !== undefined)
          throw new UsageError('usage.forecastWhat');
        return writeCatalogue(session, options);
      },
    );
  accuracyVerb(forecast, verbs);
  successionsVerb(forecast, verbs);
}
