import { z } from 'zod'
import { operateFailureReasons } from '../../core/provider.js'
import { clouds, unreadReasons } from '../../core/resource.js'

const unreadShape = z.strictObject({
  reason: z.enum(unreadReasons),
  message: z.string(),
  operation: z.string().exactOptional(),
  permission: z.string().exactOptional(),
})

const figuresShape = z.array(
  z.union([z.number(), z.strictObject({ value: z.number(), times: z.int().positive().max(10_000) })]),
)

const metricShape = z.union([
  figuresShape.transform((days) => ({ days })),
  z.strictObject({
    fiveMinutes: figuresShape.exactOptional(),
    hours: figuresShape.exactOptional(),
    days: figuresShape.exactOptional(),
  }),
])

const resourceShape = z.strictObject({
  id: z.string(),
  name: z.string().exactOptional(),
  region: z.string().exactOptional(),
  tags: z.record(z.string(), z.string()).exactOptional(),
  properties: z.record(z.string(), z.unknown()),
  unread: z.record(z.string(), unreadShape).exactOptional(),
  metrics: z.record(z.string(), metricShape).exactOptional(),
})

const outcomeShape = z.strictObject({
  operation: z.string(),
  id: z.string().exactOptional(),
  times: z.int().positive().exactOptional(),
  failure: z
    .strictObject({
      reason: z.enum(operateFailureReasons),
      code: z.string(),
      message: z.string(),
      permission: z.string().exactOptional(),
    })
    .exactOptional(),
  takesEffect: z.boolean().default(false),
})

/** What an account file of an estate must look like; unknown keys are mistakes. */
export const accountShape = z.strictObject({
  account: z.string(),
  name: z.string(),
  cloud: z.enum(clouds),
  regions: z.array(z.string()),
  asOf: z.iso.datetime().exactOptional(),
  unread: z
    .array(z.strictObject({ type: z.string(), region: z.string().exactOptional(), unread: unreadShape }))
    .default([]),
  outcomes: z.array(outcomeShape).default([]),
  resources: z.record(z.string(), z.array(resourceShape)),
})
