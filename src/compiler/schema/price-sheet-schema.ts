import * as z from 'zod/mini'
import { day, described, optional, text } from './parts.js'

const amount = z.string().check(
  z.regex(/^\d{1,12}(\.\d{1,12})?$/, {
    error: 'expected an amount as a decimal text in quotes, such as "0.0208"; zero is written "0"',
  }),
)

/** A file below `prices/`. */
export const priceSheetSchema = described(
  z.strictObject({
    title: described(text, 'Whose prices these are, in a few words.'),
    currency: described(text, 'The currency of the amounts, as its ISO 4217 code: `EUR`.'),
    accounts: optional(
      z.array(text).check(z.minLength(1)),
      'Ids or names of the accounts that pay these prices; `*` spreads. Every account when left out.',
    ),
    regions: optional(
      z.array(text).check(z.minLength(1)),
      'Regions that the prices are for; `*` spreads. Every region when left out.',
    ),
    from: optional(day, 'The first day (UTC) on which they hold, as YYYY-MM-DD.'),
    until: optional(day, 'The last day (UTC) on which they hold, as YYYY-MM-DD.'),
    prices: described(
      z.record(z.string(), amount),
      'The price of one unit for the hour or month of its meter, by meter and parts: `aws.ec2.volume.storage/gp3: "0.088"`.',
    ),
  }),
  'Prices that you pay. Its id is its path below `prices/`.',
)
export type PriceSheetSource = z.infer<typeof priceSheetSchema>
