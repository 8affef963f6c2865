import type { Billing } from '../../../../core/billing.js'
import { decimalText, halved, parseDecimal } from '../../../../core/decimal.js'
import { textAt } from '../../../operating/document.js'
import { notTold, wholeNumber } from '../../../reading/charges.js'

/** Billed by the storage that it uses, where it is kept. */
export const snapshotBilling: Billing = {
  documentation: ['https://cloud.google.com/compute/disks-image-pricing#disk-and-image-pricing'],
  meters: {
    storage: {
      title: 'Data, after compression',
      unit: 'GiB',
      per: 'month',
      parts: [
        { name: 'kind', values: ['standard', 'archive'] },
        { name: 'location', pattern: '[a-z][a-z0-9-]+' },
      ],
    },
  },
  properties: ['storageBytes', 'storageLocations', 'snapshotType'],
  charges: (document) => {
    const bytes = parseDecimal(String(wholeNumber(document['storageBytes'])))
    if (!bytes) return notTold('how much storage it uses is not told before it is taken')
    const locations = Array.isArray(document['storageLocations']) ? document['storageLocations'].map(String) : []
    const [location, second] = locations
    if (location === undefined || second !== undefined) return notTold('where it is kept is not in its document')
    const kind = (textAt(document, 'snapshotType') ?? 'STANDARD').toLowerCase()
    return { charges: [{ meter: 'storage', parts: [kind, location], quantity: decimalText(halved(bytes, 30)) }] }
  },
}
