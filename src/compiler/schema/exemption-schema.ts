import * as z from 'zod/mini'
import { condition, day, described, identifier, optional, tags, text } from './parts.js'

/** Resources by what identifies them. */
export const exemptionMatch = z.strictObject({
  id: optional(text, "The resource's id; `*` stands for any characters."),
  name: optional(text, "The resource's name; `*` stands for any characters."),
  account: optional(identifier, 'The id of the account; `*` stands for any characters.'),
  region: optional(text, 'The region; `*` stands for any characters.'),
  tags: optional(tags, 'Tags that the resource must have; `*` stands for any characters.'),
})

const exemptionKeys = {
  match: described(
    z.union([condition, exemptionMatch]),
    'The resources that are exempted: a condition, or what identifies them (every part given must hold).',
  ),
  reason: described(text, 'Why the risk is taken.'),
  owner: described(text, 'Who answers for it: a person or a team.'),
  expires: described(day, 'The first day on which it no longer holds, as YYYY-MM-DD.'),
}

/** An exemption that stands in the policy it exempts from. */
export const inlineExemption = z.strictObject(exemptionKeys)

/** A file below `exemptions/`. */
export const exemptionSchema = described(
  z.strictObject({
    policies: described(
      z.array(text).check(z.minLength(1)),
      'Ids of the policies it exempts from; `*` spreads within a path segment, `**` over segments.',
    ),
    ...exemptionKeys,
  }),
  'A dated exception from policies. What it matches is still evaluated and shown as exempted.',
)
export type ExemptionSource = z.infer<typeof exemptionSchema>
