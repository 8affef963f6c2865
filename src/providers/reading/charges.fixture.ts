import type { Billing } from '../../core/billing.js'

/** What a document is charged for, as `100 storage/gp3, 75 throughput/gp3`; `unknown` where that cannot be told. */
export function told({ charges, properties }: Billing, document: object): string {
  const seen = Object.entries(document).filter(([name]) => properties.includes(name))
  const answer = charges(Object.fromEntries(seen))
  if ('unknown' in answer) return 'unknown'
  return answer.charges.map(({ quantity, meter, parts }) => `${quantity} ${[meter, ...parts].join('/')}`).join(', ')
}
