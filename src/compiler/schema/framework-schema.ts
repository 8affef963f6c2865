import * as z from 'zod/mini'
import { described, identifier, optional, text } from './parts.js'

const bounds = z.strictObject({
  atMost: optional(z.number(), 'The greatest value that still meets the control.'),
  atLeast: optional(z.number(), 'The least value that still meets the control.'),
})

/** A file below `frameworks/`. */
export const frameworkSchema = described(
  z.strictObject({
    title: described(text, "The framework's name."),
    version: described(identifier, 'The version of the framework that the controls are taken from.'),
    source: described(
      z.string().check(z.regex(/^https?:\/\/\S+$/, { error: 'expected a URL that starts with `https://`' })),
      "The URL of the publisher's own text.",
    ),
    controls: described(
      z.record(
        z.string(),
        z.strictObject({
          title: described(text, "The control's title."),
          parameters: optional(
            z.record(z.string(), z.record(z.string(), bounds)),
            'Bounds on parameters of mapped policies: by policy id, then by parameter.',
          ),
        }),
      ),
      'Controls by number.',
    ),
  }),
  'A compliance framework. Its id is its path below `frameworks/`.',
)
export type FrameworkSource = z.infer<typeof frameworkSchema>
