import type { Billing, Charge, Charges } from '../../../../core/billing.js'
import { textAt } from '../../../operating/document.js'
import { charged, chargedAbove, notTold, wholeNumber } from '../../../reading/charges.js'
import type { Document } from '../../../reading/rest-answer.js'

/** How much performance the price of the size includes; undefined where performance is not billed at all. */
interface Included {
  readonly iops?: number
  readonly throughput?: number
}

/**
 * What is billed besides the size, https://cloud.google.com/compute/disks-image-pricing; what Hyperdisk Balanced
 * includes, https://cloud.google.com/compute/docs/disks/hd-types/hyperdisk-balanced
 */
const types: Readonly<Record<string, Included>> = {
  'pd-standard': {},
  'pd-balanced': {},
  'pd-ssd': {},
  'pd-extreme': { iops: 0 },
  'hyperdisk-balanced': { iops: 3000, throughput: 140 },
  'hyperdisk-extreme': { iops: 0 },
  'hyperdisk-throughput': { throughput: 0 },
  'hyperdisk-ml': { throughput: 0 },
}

const replication = { name: 'replication', values: ['zonal', 'regional'] }

/** Billed from creation to deletion, attached or not. */
export const diskBilling: Billing = {
  documentation: ['https://cloud.google.com/compute/disks-image-pricing'],
  meters: {
    storage: {
      title: 'Size',
      unit: 'GiB',
      per: 'month',
      parts: [{ name: 'disk type', values: Object.keys(types) }, replication],
    },
    iops: performance('Operations a second: those of hyperdisk-balanced beyond 3,000', 'IOPS', 'iops'),
    throughput: performance('Throughput: that of hyperdisk-balanced beyond 140 MiB a second', 'MiB/s', 'throughput'),
  },
  properties: ['type', 'sizeGb', 'provisionedIops', 'provisionedThroughput', 'replicaZones', 'storagePool'],
  charges: (document) => {
    const type = textAt(document, 'type')?.split('/').at(-1) ?? ''
    const included = Object.hasOwn(types, type) ? types[type] : undefined
    const size = wholeNumber(document['sizeGb'])
    if (!included) return notTold(`what a disk of the type ${type || '(none)'} is billed by is not known`)
    if (size === undefined) return notTold('its size is not in its document')
    if (document['storagePool'] !== undefined) return notTold('its storage pool is billed as a whole')
    return withPerformance(document, { type, size, included })
  },
}

function performance(title: string, unit: string, name: keyof Included) {
  const values = Object.keys(types).filter((type) => types[type]?.[name] !== undefined)
  return { title, unit, per: 'month', parts: [{ name: 'disk type', values }] } as const
}

interface Sized {
  readonly type: string
  readonly size: number
  readonly included: Included
}

function withPerformance(document: Document, { type, size, included }: Sized): Charges {
  const zones = document['replicaZones']
  const charges: Charge[] = [charged('storage', [type, Array.isArray(zones) ? 'regional' : 'zonal'], size)]
  const provisioned = { iops: document['provisionedIops'], throughput: document['provisionedThroughput'] }
  for (const meter of ['iops', 'throughput'] as const) {
    const free = included[meter]
    if (free === undefined) continue
    const quantity = wholeNumber(provisioned[meter])
    if (quantity === undefined) return notTold('its provisioned performance is not in its document')
    charges.push(...chargedAbove(free, { meter, parts: [type] }, quantity))
  }
  return { charges }
}
