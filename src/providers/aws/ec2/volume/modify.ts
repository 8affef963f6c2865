import type { OperationParameters } from '../../../../core/operation.js'
import type { Resource } from '../../../../core/resource.js'
import { isSame, valueAt, withValue } from '../../../operating/document.js'
import { already, refused } from '../../../operating/refusal.js'
import type { Document } from '../../description.js'
import { becomes, defineAwsOperation } from '../../operate/aws-operation.js'
import { volume } from './definition.js'

/** Figures of each type, https://docs.aws.amazon.com/ebs/latest/userguide/ebs-volume-types.html */
const baseline = { gp3Iops: 3000, gp3Throughput: 125, gp2IopsPerGigabyte: 3, gp2Least: 100, gp2Most: 16_000 }

/** Types with a number of operations a second that is chosen. */
const chosenIops = ['gp3', 'io1', 'io2']

/** Changes the type, which the volume serves through; AWS takes the next change after six hours. */
export const changeType = defineAwsOperation(volume, {
  verb: 'change-type',
  title: 'Change the volume type and its performance',
  calls: ['ModifyVolume'],
  risk: 'low',
  params: {
    type: {
      type: 'string',
      required: true,
      values: ['gp2', 'gp3', 'io1', 'io2', 'st1', 'sc1', 'standard'],
      title: 'Volume type',
    },
    iops: { type: 'integer', minimum: 100, maximum: 256_000, title: 'Operations a second, for gp3, io1 and io2' },
    throughput: { type: 'integer', minimum: 125, maximum: 2000, title: 'MiB a second, for gp3' },
  },
  dependsOn: ['State', 'VolumeType', 'Iops', 'Throughput', 'Size'],
  precondition: (target, params) => {
    const wanted = typeAfter(target, params)
    if (Object.entries(wanted).every(([name, value]) => isSame(target.properties[name], value))) {
      return already(`it is a ${params['type']}`)
    }
    const isProvisioned = String(params['type']).startsWith('io')
    if (isProvisioned && typeof wanted['Iops'] !== 'number') return refused('io1 and io2 need iops')
    return unlessUsable(target)
  },
  effect: (target, params) => {
    const after = Object.entries(typeAfter(target, params)).reduce<Document>(
      (document, [name, value]) => withValue(document, name, value),
      target.properties,
    )
    return becomes(volume, target, after)
  },
  inverse: ({ properties }) => ({
    operation: `${volume.name}.change-type`,
    params: {
      type: String(properties['VolumeType']),
      ...(chosenIops.includes(String(properties['VolumeType'])) && { iops: numberAt(properties, 'Iops') }),
      ...(properties['VolumeType'] === 'gp3' && { throughput: numberAt(properties, 'Throughput') }),
    },
  }),
  send: (target, params) => {
    const { VolumeType, Iops, Throughput } = typeAfter(target, params)
    const chosen = chosenIops.includes(String(VolumeType)) ? { Iops } : {}
    return [
      ['ModifyVolume', { VolumeId: target.id, VolumeType, ...chosen, ...(Throughput !== undefined && { Throughput }) }],
    ]
  },
  settlesWithin: 3600,
})

/** Makes a volume larger; the file system on it is not the cloud's to grow. */
export const resize = defineAwsOperation(volume, {
  verb: 'resize',
  title: 'Make larger; a volume cannot shrink',
  calls: ['ModifyVolume'],
  risk: 'medium',
  params: { sizeGb: { type: 'integer', required: true, minimum: 1, maximum: 65_536, title: 'New size in GiB' } },
  dependsOn: ['State', 'Size', 'VolumeType', 'Iops'],
  precondition: (target, { sizeGb }) => {
    const size = Number(target.properties['Size'])
    if (size === sizeGb) return already(`it has ${size} GiB`)
    return size > Number(sizeGb) ? refused(`it has ${size} GiB, and volumes cannot shrink`) : unlessUsable(target)
  },
  effect: (target, { sizeGb }) => {
    const isGp2 = target.properties['VolumeType'] === 'gp2'
    const grown = { ...target.properties, Size: sizeGb, ...(isGp2 && { Iops: gp2Iops(Number(sizeGb)) }) }
    return becomes(volume, target, grown)
  },
  send: ({ id }, { sizeGb }) => [['ModifyVolume', { VolumeId: id, Size: sizeGb }]],
  settlesWithin: 3600,
})

/** Type and performance afterwards; what the type does not tell is undefined. */
function typeAfter({ properties }: Resource, { type, iops, throughput }: OperationParameters): Document {
  switch (type) {
    case 'gp3':
      return {
        VolumeType: type,
        Iops: iops ?? baseline.gp3Iops,
        Throughput: throughput ?? baseline.gp3Throughput,
      }
    case 'io1':
    case 'io2':
      return { VolumeType: type, Iops: iops, Throughput: undefined }
    case 'gp2':
      return { VolumeType: type, Iops: gp2Iops(Number(properties['Size'])), Throughput: undefined }
    default:
      return { VolumeType: type, Iops: undefined, Throughput: undefined }
  }
}

function gp2Iops(size: number): number {
  return Math.min(Math.max(size * baseline.gp2IopsPerGigabyte, baseline.gp2Least), baseline.gp2Most)
}

function unlessUsable({ properties }: Resource) {
  const state = String(properties['State'])
  return ['available', 'in-use'].includes(state) ? undefined : refused(`it is ${state}`)
}

function numberAt(properties: Document, path: string): number {
  return Number(valueAt(properties, path))
}
