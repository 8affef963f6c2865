import { fileURLToPath } from 'node:url'
import type { GcpApiDescription, GcpApiDescriptions } from '../../src/providers/gcp/requests/description.js'
import { DeclaredMethods } from './gcp/declared-method.js'
import { DeclaredSchemas } from './gcp/declared-schema.js'
import { loadPackage } from './gcp/package.js'
import { usedDefinitions, writeSorted } from './schemas/schema-file.js'

/** The methods that operations call, by API. */
const methods: Readonly<Record<string, readonly string[]>> = {
  compute: [
    'instances.start',
    'instances.stop',
    'instances.reset',
    'instances.delete',
    'instances.setMachineType',
    'instances.setLabels',
    'instances.setDeletionProtection',
    'instances.attachDisk',
    'instances.detachDisk',
    'disks.delete',
    'disks.createSnapshot',
    'disks.resize',
    'disks.setLabels',
    'regionDisks.delete',
    'regionDisks.createSnapshot',
    'regionDisks.resize',
    'regionDisks.setLabels',
    'snapshots.delete',
    'snapshots.setLabels',
    'firewalls.patch',
  ],
  storage: ['buckets.patch', 'buckets.setIamPolicy'],
}

/** Writes what the installed `@googleapis` packages say of the methods that operations call. */
export function generateGcpRequests(): void {
  const apis: GcpApiDescriptions = Object.fromEntries(
    Object.entries(methods).map(([api, ids]) => [api, describe(api, ids)]),
  )
  writeSorted(fileURLToPath(new URL('../../src/providers/gcp/requests/schema.json', import.meta.url)), apis)
}

function describe(api: string, ids: readonly string[]): GcpApiDescription {
  const source = loadPackage(api)
  const schemas = new DeclaredSchemas(source.declarations)
  const declared = new DeclaredMethods(source, schemas)
  const described = Object.fromEntries(ids.map((id) => [id, declared.find(id)]))
  const bodies = Object.values(described).flatMap(({ body }) => (body ? [body] : []))
  return { source: source.label, methods: described, definitions: usedDefinitions(bodies, schemas.definitions) }
}
