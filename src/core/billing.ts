/** Hours in a month wherever a price by the hour becomes a cost a month: 365 days of 24 hours in 12 months. */
export const hoursPerMonth = 730

/** What tells the prices of a meter apart: an instance type, a platform. */
export interface MeterPart {
  readonly name: string
  /** The only values. */
  readonly values?: readonly string[]
  /** What values look like where they are the vendor's to add to, matched whole. */
  readonly pattern?: string
}

/** Something that a vendor charges for by quantity and time. */
export interface Meter {
  readonly title: string
  /** What the price is of one of: `GiB`, `instance`. */
  readonly unit: string
  readonly per: 'hour' | 'month'
  readonly parts: readonly MeterPart[]
}

/** A quantity of one meter, for as long as a resource stays as it is. */
export interface Charge {
  /** A key of the type's meters. */
  readonly meter: string
  /** One value for each part of the meter. */
  readonly parts: readonly string[]
  /** A decimal text. */
  readonly quantity: string
}

/** What a resource is charged for, or why that is not known. */
export type Charges = { readonly charges: readonly Charge[] } | { readonly unknown: string }

/**
 * What resources of a type are billed by, as far as their documents tell: what is set up, not what is used (requests,
 * traffic). A resource in transition counts as what it is becoming. There are no prices in it.
 */
export interface Billing {
  /** The vendor's pages that say so. */
  readonly documentation: readonly string[]
  readonly meters: Readonly<Record<string, Meter>>
  /** Top-level properties that `charges` sees; it is given no others. */
  readonly properties: readonly string[]
  readonly charges: (document: Readonly<Record<string, unknown>>) => Charges
}

/** A type whose resources the vendor never charges for. */
export function unbilled(documentation: string): Billing {
  return { documentation: [documentation], meters: {}, properties: [], charges: () => ({ charges: [] }) }
}

/** A meter's name among all types, which prices are given for before its parts: `aws.ec2.instance.running`. */
export function meterName(type: string, meter: string): string {
  return `${type}.${meter}`
}

/** How a price is given for a meter: `aws.ec2.instance.running/<instance type>/<platform>`. */
export function priceForm(name: string, { parts }: Meter): string {
  return [name, ...parts.map((part) => `<${part.name}>`)].join('/')
}

/** What a price is given for: `aws.ec2.instance.running/t3.small/linux`. */
export function priceKey(type: string, { meter, parts }: Pick<Charge, 'meter' | 'parts'>): string {
  return [meterName(type, meter), ...parts].join('/')
}
