import type { OptionDefinition, OptionTable } from './definition.js'

/** Options that every command takes. */
export const commonOptions = {
  directory: {
    type: 'string',
    short: 'C',
    value: 'DIR',
    description: 'the repository to work in; otherwise the nearest folder upwards that has escher.config.*',
  },
  color: {
    type: 'boolean',
    negatable: true,
    description: 'colour, or none; otherwise as the terminal and NO_COLOR say',
  },
  help: { type: 'boolean', short: 'h', description: 'show this help' },
} as const satisfies OptionTable

/** An option of the commands that record where they run. */
export const githubEnvironmentOption = {
  type: 'string',
  value: 'NAME',
  description: 'the environment of this job of GitHub, where the job may not ask for a token that tells it',
} as const satisfies OptionDefinition
