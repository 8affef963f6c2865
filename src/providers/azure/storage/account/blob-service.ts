import type { OperationParameters } from '../../../../core/operation.js'
import type { Resource } from '../../../../core/resource.js'
import { valueAt } from '../../../operating/document.js'
import type { SettingOperation, TypeSettings } from '../../../operating/setting-operations.js'
import { asDocument, type Document } from '../../../reading/rest-answer.js'
import { armIdOf, armRequest } from '../../requests/arm-request.js'
import { account } from './definition.js'

const settings = 'blobServices.properties'
const softDelete = `${settings}.deleteRetentionPolicy`

/** What only the server writes: https://learn.microsoft.com/rest/api/storagerp/blob-services/set-service-properties */
const writtenByServer = ['lastEnabledTime', 'minRestoreTime']

/** Settings of the blob service, which has a document of its own below the account and takes it only as a whole. */
export const blobService: TypeSettings = {
  type: account.name,
  configure: 'configure-blob-service',
  documentation: 'https://learn.microsoft.com/rest/api/storagerp/blob-services/set-service-properties',
  permissions: ['Microsoft.Storage/storageAccounts/blobServices/write'],
  reads: () => ['blobServices'],
  request: (target, body) =>
    armRequest('PUT', {
      path: `${armIdOf(target)}/blobServices/default`,
      apiVersion: account.description.apiVersion,
      body: { properties: writable(asDocument(valueAt(body, settings)) ?? {}) },
    }),
  settlesWithin: 120,
  settings: {
    versioning: {
      path: `${settings}.isVersioningEnabled`,
      sends: settings,
      parameter: { type: 'boolean', title: 'Keep the old versions of blobs' },
      whenAbsent: false,
    },
    softDelete: {
      path: softDelete,
      sends: settings,
      parameter: { type: 'map', title: 'How long deleted blobs can be brought back, `{ enabled, days }`' },
      whenAbsent: { enabled: false },
    },
  },
}

/** Keeps the versions that a blob had before it was written again. */
export const enableVersioning: SettingOperation = {
  verb: 'enable-versioning',
  title: 'Keep the old versions of blobs',
  risk: 'low',
  moves: ['versioning'],
  wanted: () => ({ versioning: true }),
  looksAt: ['properties.isHnsEnabled'],
  refusal: ({ properties }) =>
    valueAt(properties, 'properties.isHnsEnabled') === true
      ? 'it has a hierarchical namespace, which knows no versions'
      : undefined,
}

/** Lets deleted blobs be brought back for so many days; a longer time is left as it is. */
export const setRetention: SettingOperation = {
  verb: 'set-retention',
  title: 'Keep deleted blobs for so many days; a longer time stays',
  risk: 'low',
  params: { days: { type: 'integer', minimum: 1, maximum: 365, default: 14, title: 'Days' } },
  moves: ['softDelete'],
  wanted: ({ days }) => ({ softDelete: { enabled: true, days: days ?? null } }),
  holds: (target, params) => isKeptLonger(target, params),
}

function isKeptLonger({ properties }: Resource, { days }: OperationParameters): boolean {
  const policy = asDocument(valueAt(properties, softDelete)) ?? {}
  return policy['enabled'] === true && Number(policy['days']) >= Number(days)
}

function writable(properties: Document): Document {
  const restore = asDocument(properties['restorePolicy'])
  if (restore === undefined) return properties
  const parts = Object.entries(restore).filter(([name]) => !writtenByServer.includes(name))
  return { ...properties, restorePolicy: Object.fromEntries(parts) }
}
