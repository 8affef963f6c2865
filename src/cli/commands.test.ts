import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { commonOptions } from './arguments/common-options.js'
import { commandHelp, programHelp } from './arguments/help.js'
import { commands } from './commands.js'
import { exitCodes } from './exit-codes.js'

const definitions = commands.map(({ definition }) => definition)

describe('the commands', () => {
  it('are exactly the folders below commands', () => {
    const folders = readdirSync(join(import.meta.dirname, 'commands'))
    expect(definitions.map(({ name }) => name).sort()).toEqual(folders.sort())
  })

  it.each(definitions)(
    '$name has a summary, an example, and no option of its own that all commands have',
    (definition) => {
      expect(definition.summary).toMatch(/^[a-z].*[^.]$/)
      expect(definition.examples[0]?.line).toMatch(new RegExp(`^escher ${definition.name}`))
      expect(Object.keys(definition.options).filter((name) => name in commonOptions)).toEqual([])
    },
  )

  it.each(commands)('$definition.name has code', async (command) => {
    expect((await command.load()).run).toBeTypeOf('function')
  })
})

describe('help', () => {
  it('names every command', () => {
    const help = programHelp(definitions, { colour: false, width: 80 })
    for (const { name, summary } of definitions) expect(help.replace(/\s+/g, ' ')).toContain(`${name} ${summary}`)
  })

  it('of a command names its options, examples and all exit codes, in a narrow terminal too', () => {
    for (const definition of definitions) {
      const help = commandHelp(definition, { colour: false, width: 40 })
      for (const name of Object.keys(definition.options)) expect(help).toMatch(new RegExp(`--(\\[no-\\])?${name}`))
      for (const { line } of definition.examples) expect(help).toContain(line)
      for (const { code } of Object.values(exitCodes)) expect(help).toMatch(new RegExp(`^ +${code} `, 'm'))
    }
  })
})
