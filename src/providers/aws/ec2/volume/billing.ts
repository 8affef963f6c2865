import type { Billing, Charge, Charges } from '../../../../core/billing.js'
import { charged, chargedAbove, notTold, wholeNumber } from '../../../reading/charges.js'
import type { Document } from '../../../reading/rest-answer.js'

/** What the storage price of gp3 includes, https://aws.amazon.com/ebs/pricing/ */
const includedInGp3 = { iops: 3000, throughput: 125 }

/** Where the next, lower price of io2 begins, https://aws.amazon.com/ebs/pricing/ */
const io2Steps: readonly (readonly [kind: string, from: number, to: number])[] = [
  ['io2', 0, 32_000],
  ['io2-above-32000', 32_000, 64_000],
  ['io2-above-64000', 64_000, Number.POSITIVE_INFINITY],
]

const types = ['gp2', 'gp3', 'io1', 'io2', 'st1', 'sc1', 'standard']

/** Billed from creation to deletion by what is set up, attached or not. The requests to `standard` volumes are not in it. */
export const volumeBilling: Billing = {
  documentation: ['https://aws.amazon.com/ebs/pricing/'],
  meters: {
    storage: { title: 'Size', unit: 'GiB', per: 'month', parts: [{ name: 'volume type', values: types }] },
    iops: {
      title: 'Operations a second: those of gp3 beyond 3,000, all of io1, all of io2 in three steps',
      unit: 'IOPS',
      per: 'month',
      parts: [{ name: 'volume type', values: ['gp3', 'io1', ...io2Steps.map(([kind]) => kind)] }],
    },
    throughput: {
      title: 'Throughput beyond 125 MiB a second',
      unit: 'MiB/s',
      per: 'month',
      parts: [{ name: 'volume type', values: ['gp3'] }],
    },
  },
  properties: ['State', 'VolumeType', 'Size', 'Iops', 'Throughput', 'OutpostArn'],
  charges: (document) => {
    const { State, VolumeType, OutpostArn } = document
    if (State === 'deleting' || State === 'deleted') return { charges: [] }
    if (OutpostArn !== undefined) return notTold('the Outpost that it stands on is billed as a whole')
    const size = wholeNumber(document['Size'])
    if (typeof VolumeType !== 'string' || !types.includes(VolumeType)) return notTold('its volume type is not known')
    if (size === undefined) return notTold('its size is not in its document')
    return withPerformance(charged('storage', [VolumeType], size), VolumeType, document)
  },
}

function withPerformance(storage: Charge, type: string, document: Document): Charges {
  if (type !== 'gp3' && type !== 'io1' && type !== 'io2') return { charges: [storage] }
  const iops = wholeNumber(document['Iops'])
  if (iops === undefined) return notTold('its operations a second are not in its document')
  if (type === 'io2') return { charges: [storage, ...io2Steps.flatMap((step) => io2Charges(iops, step))] }
  if (type === 'io1') return { charges: [storage, charged('iops', ['io1'], iops)] }
  const throughput = wholeNumber(document['Throughput'])
  if (throughput === undefined) return notTold('its throughput is not in its document')
  return {
    charges: [
      storage,
      ...chargedAbove(includedInGp3.iops, { meter: 'iops', parts: ['gp3'] }, iops),
      ...chargedAbove(includedInGp3.throughput, { meter: 'throughput', parts: ['gp3'] }, throughput),
    ],
  }
}

function io2Charges(iops: number, [kind, from, to]: (typeof io2Steps)[number]): readonly Charge[] {
  return chargedAbove(from, { meter: 'iops', parts: [kind] }, Math.min(iops, to))
}
