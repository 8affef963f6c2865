import * as z from 'zod/mini'
import type { FileKind } from '../load/project-layout.js'
import { approvalSchema } from './approval-schema.js'
import { configurationSchema } from './configuration-schema.js'
import { exemptionSchema } from './exemption-schema.js'
import { frameworkSchema } from './framework-schema.js'
import { playbookSchema } from './playbook-schema.js'
import { policySchema } from './policy-schema.js'
import { priceSheetSchema } from './price-sheet-schema.js'
import { scheduleSchema } from './schedule-schema.js'

/** What files of each kind may hold. */
export const schemas = {
  policy: policySchema,
  exemption: exemptionSchema,
  framework: frameworkSchema,
  playbook: playbookSchema,
  approval: approvalSchema,
  schedule: scheduleSchema,
  'price-sheet': priceSheetSchema,
  configuration: configurationSchema,
} satisfies Record<FileKind, z.ZodMiniType>

/** What a file of a kind says, once its schema has accepted it. */
export type FileSource<Kind extends FileKind> = z.infer<(typeof schemas)[Kind]>

/** JSON Schemas (draft 2020-12) by file kind, for editors. They describe YAML files. */
export function jsonSchemas(): Record<FileKind, object> {
  const convert = (schema: z.ZodMiniType) =>
    z.toJSONSchema(schema, {
      io: 'input',
      unrepresentable: 'any',
      override: ({ zodSchema, jsonSchema }) => {
        if (zodSchema._zod.def.type === 'custom') Object.assign(jsonSchema, { type: 'string', minLength: 1 })
      },
    })
  return {
    policy: convert(policySchema),
    exemption: convert(exemptionSchema),
    framework: convert(frameworkSchema),
    playbook: convert(playbookSchema),
    approval: convert(approvalSchema),
    schedule: convert(scheduleSchema),
    'price-sheet': convert(priceSheetSchema),
    configuration: convert(configurationSchema),
  }
}
