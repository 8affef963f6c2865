import type { OptionTable } from './definition.js'

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
