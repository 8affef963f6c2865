import { fileURLToPath } from 'node:url'
import type { AwsResourceType } from '../../src/providers/aws/description.js'
import type { AwsServiceName } from '../../src/providers/aws/services.js'
import { awsTypes } from '../../src/providers/aws/types.js'
import { ServiceShapes } from './aws/service-shapes.js'
import { typeSchema } from './aws/type-schema.js'
import { writeSchema } from './schemas/schema-file.js'

/** Writes `schema.json` beside every AWS definition, from the runtime schemas of the SDK. */
export async function generateAwsSchemas(): Promise<void> {
  const loaded = new Map<AwsServiceName, Promise<ServiceShapes>>()
  function shapesOf(service: AwsServiceName): Promise<ServiceShapes> {
    const shapes = loaded.get(service) ?? ServiceShapes.load(service)
    loaded.set(service, shapes)
    return shapes
  }
  for (const type of awsTypes) {
    writeSchema(schemaPath(type), await typeSchema(type.description, shapesOf))
  }
}

function schemaPath(type: AwsResourceType): string {
  const [, ...folders] = type.name.split('.')
  return fileURLToPath(new URL(`../../src/providers/aws/${folders.join('/')}/schema.json`, import.meta.url))
}
