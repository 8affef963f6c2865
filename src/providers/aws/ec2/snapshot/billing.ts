import type { Billing, Charges } from '../../../../core/billing.js'
import { decimalOf, decimalText, halved } from '../../../../core/decimal.js'
import { notTold, wholeNumber } from '../../../reading/charges.js'
import type { Document } from '../../../reading/rest-answer.js'

/**
 * The standard tier is billed by the blocks that changed since the snapshot before, which no document tells; the
 * archive tier by all blocks of the volume that were written.
 */
export const snapshotBilling: Billing = {
  documentation: [
    'https://aws.amazon.com/ebs/pricing/',
    'https://docs.aws.amazon.com/ebs/latest/userguide/snapshot-archive-pricing-billing.html',
  ],
  meters: { archived: { title: 'Full snapshot in the archive tier', unit: 'GiB', per: 'month', parts: [] } },
  properties: ['StorageTier', 'FullSnapshotSizeInBytes'],
  charges: (document) =>
    document['StorageTier'] === 'archive'
      ? archivedCharges(document)
      : notTold('it is billed by the blocks that changed since the snapshot before, which its document does not tell'),
}

function archivedCharges(document: Document): Charges {
  const bytes = decimalOf(wholeNumber(document['FullSnapshotSizeInBytes']) ?? Number.NaN)
  if (!bytes) return notTold('its full size is not in its document')
  return { charges: [{ meter: 'archived', parts: [], quantity: decimalText(halved(bytes, 30)) }] }
}
