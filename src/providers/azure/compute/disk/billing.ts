import type { Billing, Charges } from '../../../../core/billing.js'
import { textAt, valueAt } from '../../../operating/document.js'
import { charged, chargedAbove, notTold, wholeNumber } from '../../../reading/charges.js'
import type { Document } from '../../../reading/rest-answer.js'

/** Sizes that disks are billed as, in GiB, by number: https://learn.microsoft.com/azure/virtual-machines/disks-types */
const sizes: readonly (readonly [number: number, gibibytes: number])[] = [
  [1, 4],
  [2, 8],
  [3, 16],
  [4, 32],
  [6, 64],
  [10, 128],
  [15, 256],
  [20, 512],
  [30, 1024],
  [40, 2048],
  [50, 4096],
  [60, 8192],
  [70, 16_384],
  [80, 32_767],
]

/** Kinds that are billed as the next larger of these sizes, with the letter of their sizes and the smallest one. */
const sized: Readonly<Record<string, readonly [letter: string, smallest: number]>> = {
  Premium_LRS: ['P', 1],
  Premium_ZRS: ['P', 1],
  StandardSSD_LRS: ['E', 1],
  StandardSSD_ZRS: ['E', 1],
  Standard_LRS: ['S', 4],
}

/** What the price of the capacity of Premium SSD v2 includes, https://learn.microsoft.com/azure/virtual-machines/disks-types */
const includedInPremiumV2 = { iops: 3000, throughput: 125 }

const premiumV2 = { name: 'kind', values: ['PremiumV2_LRS'] }

/** Billed from creation to deletion, attached or not. Transactions of standard disks are not in it. */
export const diskBilling: Billing = {
  documentation: [
    'https://azure.microsoft.com/pricing/details/managed-disks/',
    'https://learn.microsoft.com/azure/virtual-machines/disks-understand-billing',
  ],
  meters: {
    disk: {
      title: 'A disk of a size that the vendor offers; others are billed as the next larger one',
      unit: 'disk',
      per: 'month',
      parts: [
        { name: 'kind', values: Object.keys(sized) },
        { name: 'size', pattern: '[PES][0-9]{1,2}' },
      ],
    },
    capacity: { title: 'Size of Premium SSD v2', unit: 'GiB', per: 'month', parts: [premiumV2] },
    iops: { title: 'Operations a second beyond 3,000', unit: 'IOPS', per: 'month', parts: [premiumV2] },
    throughput: { title: 'Throughput beyond 125 MB a second', unit: 'MB/s', per: 'month', parts: [premiumV2] },
  },
  properties: ['sku', 'properties'],
  charges: (document) => {
    const kind = textAt(document, 'sku.name')
    const size = wholeNumber(valueAt(document, 'properties.diskSizeGB'))
    if (kind === undefined || size === undefined) return notTold('its kind and size are not in its document')
    if ((wholeNumber(valueAt(document, 'properties.maxShares')) ?? 1) > 1)
      return notTold('each mount of a shared disk is billed')
    if (valueAt(document, 'properties.burstingEnabled') === true) return notTold('its bursts are billed by use')
    if (kind === 'PremiumV2_LRS') return premiumV2Charges(document, size)
    return sizedCharges(document, kind, size)
  },
}

function sizedCharges(document: Document, kind: string, size: number): Charges {
  const series = Object.hasOwn(sized, kind) ? sized[kind] : undefined
  if (!series) return notTold(`what a disk of the kind ${kind} is billed by is not known`)
  const [letter, smallest] = series
  const [offered] = sizes.find(([number, gibibytes]) => number >= smallest && gibibytes >= size) ?? []
  if (offered === undefined) return notTold(`no size of ${size} GiB is known`)
  const number = Math.max(offered, performanceTier(document, letter))
  return { charges: [charged('disk', [kind, `${letter}${number}`], 1)] }
}

/** The size whose performance is paid for, which is never less than that of the disk's own size; 0 where none is named. */
function performanceTier(document: Document, letter: string): number {
  const tier = textAt(document, 'properties.tier') ?? ''
  return tier.startsWith(letter) ? (wholeNumber(tier.slice(letter.length)) ?? 0) : 0
}

function premiumV2Charges(document: Document, size: number): Charges {
  const iops = wholeNumber(valueAt(document, 'properties.diskIOPSReadWrite'))
  const throughput = wholeNumber(valueAt(document, 'properties.diskMBpsReadWrite'))
  if (iops === undefined || throughput === undefined) return notTold('its performance is not in its document')
  const parts = premiumV2.values
  return {
    charges: [
      charged('capacity', parts, size),
      ...chargedAbove(includedInPremiumV2.iops, { meter: 'iops', parts }, iops),
      ...chargedAbove(includedInPremiumV2.throughput, { meter: 'throughput', parts }, throughput),
    ],
  }
}
