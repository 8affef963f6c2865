import * as z from 'zod/mini'
import { described, optional, text } from './parts.js'

/** A file below `playbooks/`: its header. Steps are kept as they are. */
export const playbookSchema = described(
  z.looseObject({
    title: described(text, 'What the playbook does.'),
    description: optional(text, 'More about it than fits in the title.'),
    target: described(text, 'The resource type that it works on.'),
    steps: described(z.array(z.record(z.string(), z.unknown())).check(z.minLength(1)), 'What is done, in order.'),
  }),
  'A playbook. Its id is its path below `playbooks/`.',
)
export type PlaybookSource = z.infer<typeof playbookSchema>
