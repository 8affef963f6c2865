import type { Billing } from '../../../../core/billing.js'
import { notTold } from '../../../reading/charges.js'

/** Billed by the data in it, which its document does not tell: `diskSizeGB` is the size of the disk. */
export const snapshotBilling: Billing = {
  documentation: ['https://learn.microsoft.com/azure/virtual-machines/disks-understand-billing#snapshots'],
  meters: {},
  properties: [],
  charges: () => notTold('it is billed by the data in it, whose size its document does not tell'),
}
