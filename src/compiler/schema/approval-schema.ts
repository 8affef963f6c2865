import * as z from 'zod/mini'
import { day, described, duration, optional, text } from './parts.js'

/** A file below `alerts/approvals/`. */
export const approvalSchema = described(
  z.strictObject({
    playbook: described(text, 'The id of the playbook that may run.'),
    digest: described(
      z.string().check(z.regex(/^[0-9a-f]{64}$/, { error: 'expected a digest of 64 hexadecimal digits' })),
      'The content of the playbook that was looked at, as `escher new approval` writes it.',
    ),
    grantedBy: described(text, 'The id of the person who grants it.'),
    reason: described(text, 'Why nobody needs to be asked again.'),
    environments: described(z.array(text).check(z.minLength(1)), 'The environments that it covers.'),
    targets: described(z.int().check(z.minimum(1)), 'The most resources in one run.'),
    uses: described(z.int().check(z.minimum(1)), 'How many runs it covers in all.'),
    rate: optional(
      z.strictObject({
        uses: described(z.int().check(z.minimum(1)), 'How many runs.'),
        per: described(duration, 'Within how long.'),
      }),
      'How many runs it covers within a time.',
    ),
    expires: described(day, 'The first day on which it no longer holds, as YYYY-MM-DD.'),
  }),
  'A standing permission to run one playbook as it is today. Removing the file takes it back.',
)
export type ApprovalSource = z.infer<typeof approvalSchema>
