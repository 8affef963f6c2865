import * as z from 'zod/mini'
import { risks } from '../../core/operation.js'
import type { LocatedFunction } from '../source/located-value.js'
import { condition, described, duration, identifier, optional, parameterValue, tags, text } from './parts.js'

/** What parameters of playbooks and operations can be. */
export const parameterTypes = ['string', 'integer', 'number', 'boolean', 'duration', 'map', 'list'] as const

const extension = z.union([
  z.literal('selector'),
  z.strictObject({
    choice: described(z.array(parameterValue).check(z.minLength(1)), 'The values to choose from.'),
  }),
  z.strictObject({
    range: described(z.array(z.number()).check(z.length(2)), 'The least and the greatest value: `[1, 30]`.'),
  }),
  z.strictObject({ pattern: described(text, 'A regular expression that the whole text must match.') }),
])

const parameter = z.strictObject({
  type: described(z.enum(parameterTypes), 'What values it takes.'),
  title: described(text, 'What it means, for whoever sets it.'),
  default: optional(parameterValue, 'The value where none is given.'),
  required: optional(z.boolean(), 'True when a run must give a value.'),
  values: optional(z.array(text).check(z.minLength(1)), 'The only values that make sense.'),
  minimum: optional(z.number(), 'The least value that makes sense.'),
  maximum: optional(z.number(), 'The greatest value that makes sense.'),
  pattern: optional(text, 'A regular expression that the whole text must match.'),
  extend: optional(extension, 'What an executor may change of it; nothing when left out.'),
})

const clock = z
  .string()
  .check(z.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, { error: 'expected a time of day such as `08:30`, in quotes' }))

/** Days of the week as windows name them. */
export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

const runWindow = z.strictObject({
  days: described(z.array(z.enum(weekdays)).check(z.minLength(1)), 'Days of the week.'),
  from: described(clock, 'When it opens.'),
  to: described(clock, 'When it closes; before `from` means the next day.'),
  timeZone: described(text, 'An IANA time zone such as `Europe/Berlin`.'),
})

const limits = z.strictObject({
  targets: described(z.int().check(z.minimum(1)), 'The most resources that one run may touch.'),
  environments: described(z.array(text).check(z.minLength(1)), 'The environments in which it may run.'),
  risk: described(z.enum(risks), 'The highest risk that a step may have.'),
  accounts: optional(z.array(identifier).check(z.minLength(1)), 'The only accounts in which it may run.'),
  windows: optional(z.array(runWindow).check(z.minLength(1)), 'The only times at which it may run.'),
  protectedTags: optional(tags, 'Tags whose bearers are never touched.'),
})

/** A value that may be computed: `{{ … }}` within texts, or an arrow function in TypeScript. */
const stepValues = z.record(z.string(), z.unknown().check(z.refine((value) => value !== undefined)))

const common = {
  name: optional(
    z.string().check(
      z.regex(/^[A-Za-z][A-Za-z0-9_-]*$/, {
        error: 'expected a name that begins with a letter, of letters, digits, `-` and `_`',
      }),
    ),
    'What the step is called, unique in the playbook.',
  ),
  when: optional(condition, 'The step is left out where this is false. A CEL condition.'),
}

const operationStep = z.strictObject({
  operation: described(text, 'A verb of the target’s type, or the full name of an operation.'),
  on: optional(
    text,
    'What is acted on instead of the target: `links.<name>`, or the name of a query or of a step that makes something.',
  ),
  with: optional(stepValues, 'Values of the operation’s parameters; `{{ … }}` holds a CEL expression.'),
  undo: optional(z.literal('irreversible'), 'Says that this step cannot be undone.'),
  ...common,
})

const aboutItem =
  'What the condition knows as `item`: `links.<name>`, or the name of a query or of a step that makes something.'

const verifyStep = z.strictObject({
  verify: described(
    z.union([condition, z.strictObject({ policy: described(text, 'The id of a policy.') })]),
    '`policy` for the policy that sent us here, `{ policy: <id> }`, or a CEL condition.',
  ),
  within: optional(duration, 'How long it may take until it holds; 5m when left out.'),
  on: optional(text, aboutItem),
  ...common,
})

const waitStep = z.strictObject({
  wait: described(
    z.union([
      duration,
      z.strictObject({
        until: described(condition, 'Waits until this holds. A CEL condition.'),
        timeout: described(duration, 'When to give up.'),
      }),
    ]),
    'A duration such as `10m`, or a condition with a timeout.',
  ),
  on: optional(text, aboutItem),
  ...common,
})

const approveStep = z.strictObject({
  approve: described(
    z.strictObject({
      roles: described(z.array(text).check(z.minLength(1)), 'Whose approval counts.'),
      count: optional(z.int().check(z.minimum(1), z.maximum(10)), 'How many approvals; 1 when left out.'),
      expires: optional(duration, 'How long it may take; 24h when left out.'),
    }),
    'Waits for people.',
  ),
  ...common,
})

const notifyStep = z.strictObject({
  notify: described(text, 'What is said; `{{ … }}` holds a CEL expression.'),
  ...common,
})

const runStep = z.strictObject({
  run: described(text, 'The id of another playbook for the same type.'),
  with: optional(stepValues, 'Values of its parameters.'),
  ...common,
})

const queryStep = z.strictObject({
  query: described(
    z.strictObject({
      type: described(text, 'The resource type to look among.'),
      where: described(condition, 'Which of them: a CEL condition over `resource`; `target` is the target.'),
      as: described(text, 'What later steps call what was found: `on: <name>`.'),
    }),
    'Finds other resources.',
  ),
  when: common.when,
})

/** A step, as far as its shape tells. Steps of a `forEach` are steps themselves. */
export type StepSource =
  | z.infer<typeof operationStep>
  | z.infer<typeof verifyStep>
  | z.infer<typeof waitStep>
  | z.infer<typeof approveStep>
  | z.infer<typeof notifyStep>
  | z.infer<typeof runStep>
  | z.infer<typeof queryStep>
  | ForEachSource

interface ForEachSource {
  readonly forEach: {
    readonly ramp: readonly (number | string)[]
    readonly errorBudget?: number | undefined
    readonly steps: readonly StepSource[]
  }
  readonly name?: string | undefined
  readonly when?: string | LocatedFunction | undefined
}

const forEachStep: z.ZodMiniType<ForEachSource> = z.strictObject({
  forEach: described(
    z.strictObject({
      ramp: described(
        z
          .array(
            z.union([
              z.int().check(z.minimum(1)),
              z.string().check(z.regex(/^[1-9]\d?%$/, { error: 'expected a share from `1%` to `99%`' })),
            ]),
          )
          .check(z.minLength(1)),
        'Sizes of the waves: numbers of targets, or shares such as `50%`. What is left is the last wave.',
      ),
      errorBudget: optional(
        z.int().check(z.minimum(0)),
        'How many targets may fail before the run stops; 0 when left out.',
      ),
      steps: described(z.array(z.lazy(() => step)).check(z.minLength(1)), 'What is done with each target of a wave.'),
    }),
    'Takes the targets in waves.',
  ),
  ...common,
})

const step: z.ZodMiniType<StepSource> = z.union([
  operationStep,
  verifyStep,
  waitStep,
  approveStep,
  notifyStep,
  runStep,
  queryStep,
  forEachStep,
])

/** A file below `playbooks/`. */
export const playbookSchema = described(
  z.strictObject({
    title: described(text, 'What holds once it has run: `Buckets are made private`.'),
    description: optional(text, 'More about it than fits in the title.'),
    version: described(z.int().check(z.minimum(1)), 'A whole number that rises when the playbook changes.'),
    overrides: optional(
      z.strictObject({
        playbook: described(text, 'The id of the library’s playbook, which is this file’s own id.'),
        version: described(z.int().check(z.minimum(1)), 'The version of it that was looked at.'),
      }),
      'Says that it replaces a playbook of the library.',
    ),
    target: described(text, 'The resource type that it works on.'),
    scope: optional(condition, 'The only resources it may be pointed at. A CEL condition over the target.'),
    params: optional(
      z.record(
        z.string().check(z.regex(/^[A-Za-z_][A-Za-z0-9_]*$/, { error: 'expected a name of letters, digits and `_`' })),
        parameter,
      ),
      'Its parameters.',
    ),
    limits: described(limits, 'The most that it may ever touch.'),
    steps: described(z.array(step).check(z.minLength(1)), 'What is done, in order.'),
    undo: optional(
      z.enum(['automatic', 'irreversible']),
      '`irreversible` when something in it cannot be undone; `automatic` when left out.',
    ),
  }),
  'A playbook. Its id is its path below `playbooks/`.',
)
export type PlaybookSource = z.infer<typeof playbookSchema>
