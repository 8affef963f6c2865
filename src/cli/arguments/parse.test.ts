import { describe, expect, it } from 'vitest'
import { CommandFailure } from '../command-failure.js'
import { defineCommand } from './definition.js'
import { parseCommandLine } from './parse.js'

const command = defineCommand({
  name: 'paint',
  summary: 'paint',
  description: 'Paints.',
  arguments: [
    { name: 'tool', description: 'with what', choices: ['brush', 'roller'] },
    { name: 'wall', description: 'which walls', optional: true, many: true },
  ],
  options: {
    colour: { type: 'string', value: 'COLOUR', choices: ['red', 'blue'], description: 'the colour' },
    layer: { type: 'string', value: 'N', many: true, description: 'layers' },
    gloss: { type: 'boolean', short: 'g', negatable: true, description: 'glossy' },
  },
  examples: [],
})

const bare = defineCommand({ ...command, arguments: [] })

function failureOf(words: readonly string[], definition: typeof bare = command): string {
  try {
    parseCommandLine(words, definition)
  } catch (error) {
    if (error instanceof CommandFailure && error.exit === 'usage') return error.message
    throw error
  }
  return 'no failure'
}

describe('a command line', () => {
  it('is taken apart into typed options and arguments', () => {
    const words = [
      'brush',
      'north',
      '--colour',
      'red',
      '--layer=1',
      '--layer',
      '2',
      '-g',
      '-C',
      'house',
      '--',
      '--south',
    ]
    expect(parseCommandLine(words, command)).toEqual({
      options: { colour: 'red', layer: ['1', '2'], gloss: true, directory: 'house' },
      arguments: ['brush', 'north', '--south'],
    })
  })

  it('has an empty list for an option that may be repeated and was not given', () => {
    expect(parseCommandLine(['brush'], command).options).toEqual({ layer: [] })
  })

  it('can turn an option off', () => {
    expect(parseCommandLine(['brush', '--no-gloss'], command).options.gloss).toBe(false)
  })

  it('needs no arguments when help is asked for', () => {
    expect(parseCommandLine(['--help'], command).options.help).toBe(true)
  })

  it.each([
    [
      'an unknown option',
      ['brush', '--color', '--coulour', 'red'],
      '`escher paint` has no option `--coulour`. Did you mean `--colour`?',
    ],
    [
      'an option far from any',
      ['brush', '--zzzzzz'],
      '`escher paint` has no option `--zzzzzz`. `escher paint --help` lists what it takes.',
    ],
    [
      'a name from the prototype of objects',
      ['brush', '--constructor'],
      '`escher paint` has no option `--constructor`. `escher paint --help` lists what it takes.',
    ],
    ['a missing value', ['brush', '--colour'], '`--colour` needs a value: --colour COLOUR.'],
    [
      'an option where a value should be',
      ['brush', '--colour', '--gloss'],
      '`--colour` needs a value: --colour COLOUR.',
    ],
    [
      'a value that is not a choice',
      ['brush', '--colour', 'bleu'],
      '`bleu` is not a value of `--colour`. Did you mean `blue`? It takes red, blue.',
    ],
    ['a value for a switch', ['brush', '--gloss=yes'], '`--gloss` takes no value, but was given `yes`.'],
    ['a missing argument', [], '`escher paint` needs <tool>. See `escher paint --help`.'],
    ['an argument that is not a choice', ['broom'], '`broom` is not a value of tool. It takes brush, roller.'],
  ])('refuses %s', (_name, words, message) => {
    expect(failureOf(words)).toBe(message)
  })

  it('refuses an argument too many', () => {
    expect(failureOf(['north'], bare)).toBe(
      '`escher paint` does not know what to do with `north`. See `escher paint --help`.',
    )
  })
})
