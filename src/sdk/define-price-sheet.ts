/** What a file below `prices/` says: prices that you pay. */
export interface PriceSheetDefinition {
  readonly title: string
  /** ISO 4217: `EUR`. */
  readonly currency: string
  /** Ids or names of the accounts that pay them; `*` spreads. Every account when left out. */
  readonly accounts?: readonly string[]
  /** Regions; `*` spreads. Every region when left out. */
  readonly regions?: readonly string[]
  /** The first and the last day (UTC) on which they hold, `YYYY-MM-DD`. */
  readonly from?: string
  readonly until?: string
  /**
   * The price of one unit for the hour or month of its meter, as a decimal text, by meter and parts:
   * `'aws.ec2.instance.running/t3.small/linux': '0.0208'`.
   */
  readonly prices: Readonly<Record<string, string>>
}

/** Defines a price sheet, as the default export of a file below `prices/`. */
export function definePriceSheet(definition: PriceSheetDefinition): PriceSheetDefinition {
  return definition
}
