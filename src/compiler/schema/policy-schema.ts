import * as z from 'zod/mini'
import { pillars, severities } from '../../core/severity.js'
import { inlineExemption } from './exemption-schema.js'
import { condition, described, identifier, optional, parameters, tags, text } from './parts.js'

const document = z.record(z.string(), z.unknown())

const policyTest = z.strictObject({
  name: described(text, 'What the example shows; unique in the policy.'),
  given: optional(document, "The resource's document; what it leaves out is absent."),
  tags: optional(tags, "The resource's tags."),
  params: optional(parameters, 'Parameters that differ from the defaults.'),
  environment: optional(text, 'The environment that the resource belongs to.'),
  region: optional(text, "The resource's region."),
  account: optional(identifier, "The id of the resource's account."),
  links: optional(z.record(z.string(), z.array(document)), 'Documents of the linked resources by link name.'),
  metrics: optional(
    z.record(z.string(), z.nullable(z.number())),
    'Figures by metric, statistic and window, such as `cpu.max(7d)`; null is a metric without data points.',
  ),
  unread: optional(z.array(text), 'What could not be read: top-level properties, `links.<name>` or `metrics.<name>`.'),
  now: optional(
    z.string().check(
      z.refine((value) => !Number.isNaN(Date.parse(value)), {
        error: 'expected an instant such as `2026-01-31T12:00:00Z`',
      }),
    ),
    'The instant that `now` stands for, as ISO 8601.',
  ),
  expect: described(
    z.enum(['violating', 'compliant', 'unknown', 'not-applicable']),
    'The verdict that the example must have.',
  ),
})

/** A file below `policies/`. */
export const policySchema = described(
  z.strictObject({
    title: described(text, 'The requirement as a statement: `Buckets keep the public out`.'),
    description: optional(text, 'More about it than fits in the title.'),
    resource: described(text, 'The resource type, such as `aws.s3.bucket`.'),
    severity: described(z.enum(severities), 'How bad a violation is.'),
    pillar: described(z.enum(pillars), 'What the policy protects.'),
    frameworks: optional(z.record(z.string(), z.array(identifier)), 'Controls that it answers to, by framework id.'),
    rationale: described(text, 'Why a violation is a problem.'),
    params: optional(parameters, 'Parameters with their default values, which also give their types.'),
    violates: described(condition, 'True for resources that break the policy. A CEL condition.'),
    applies: optional(condition, 'False for resources that the policy has nothing to say about. A CEL condition.'),
    message: optional(text, 'What a finding says of a resource; `{{ … }}` holds a CEL expression.'),
    remediation: optional(
      z.strictObject({
        playbook: optional(text, 'The id of the playbook that mends it.'),
        text: optional(text, 'How people mend it.'),
      }),
      'How a violation is mended.',
    ),
    exemptions: optional(z.array(inlineExemption), 'Dated exceptions from this policy.'),
    formerly: optional(z.array(text), 'Earlier ids, oldest first, so that findings and exemptions stay attached.'),
    tests: optional(z.array(policyTest), 'Examples and the verdicts that they must have.'),
  }),
  'A policy. Its id is its path below `policies/`.',
)
export type PolicySource = z.infer<typeof policySchema>
