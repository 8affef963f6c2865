import { fileURLToPath } from 'node:url'
import type { ArmPackageDescription } from '../../src/providers/azure/requests/description.js'
import { MapperSchemas } from './azure/mapper-schema.js'
import { loadMappers } from './azure/mappers.js'
import { OperationSpecifications } from './azure/operation-specifications.js'
import { usedDefinitions, writeSorted } from './schemas/schema-file.js'

/** The calls that operations make, `<group>.<call>` by management package. */
const calls: Readonly<Record<string, readonly string[]>> = {
  'arm-compute': [
    'virtualMachines.start',
    'virtualMachines.deallocate',
    'virtualMachines.powerOff',
    'virtualMachines.restart',
    'virtualMachines.redeploy',
    'virtualMachines.update',
    'virtualMachines.delete',
    'virtualMachines.attachDetachDataDisks',
    'disks.update',
    'disks.delete',
    'snapshots.createOrUpdate',
    'snapshots.delete',
  ],
  'arm-network': ['securityRules.createOrUpdate', 'securityRules.delete'],
  'arm-resources': ['tagsOperations.updateAtScope'],
  'arm-storage': ['storageAccounts.update', 'blobServices.setServiceProperties'],
}

/** Writes what the installed management packages say of the calls that operations make. */
export async function generateAzureRequests(): Promise<void> {
  const packages = await Promise.all(Object.entries(calls).map(([name, names]) => describe(name, names)))
  writeSorted(fileURLToPath(new URL('../../src/providers/azure/requests/schema.json', import.meta.url)), packages)
}

async function describe(name: string, names: readonly string[]): Promise<ArmPackageDescription> {
  const source = await loadMappers(name)
  const schemas = new MapperSchemas(source, 'request')
  const specifications = new OperationSpecifications(source.folder)
  const described = await Promise.all(
    names.map(async (call) => {
      const { bodyModel, ...description } = await specifications.find(call)
      return bodyModel === undefined ? description : { ...description, body: schemas.model(bodyModel) }
    }),
  )
  const bodies = described.flatMap((call) => ('body' in call ? [call.body] : []))
  return { source: source.label, calls: described, definitions: usedDefinitions(bodies, schemas.definitions) }
}
