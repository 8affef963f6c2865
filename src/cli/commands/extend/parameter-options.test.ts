import { describe, expect, it } from 'vitest'
import { compileTexts, playbookText } from '../../../compiler/compile.fixture.js'
import { commandHelp } from '../../arguments/help.js'
import { parseCommandLine } from '../../arguments/parse.js'
import { givenValues } from '../plan/given-values.js'
import { extendCommand } from './definition.js'
import { extendedCommand, givenWords } from './parameter-options.js'

async function playbook() {
  const params = `
  hour: { type: integer, title: Hour, default: 20, extend: { range: [-5, 23] } }
  yes: { type: string, title: Word, default: maybe, extend: { choice: [maybe, surely] } }
  word: { type: string, title: Fixed word, default: x }`
  const steps = '[{ notify: "{{ params.hour }} {{ params.yes }} {{ params.word }}" }]'
  const [compiled] = (await compileTexts({ 'playbooks/a.yaml': playbookText({ params, steps }) })).value.playbooks
  if (!compiled) throw new Error('it did not compile')
  return compiled
}

async function given(...words: readonly string[]) {
  const one = await playbook()
  parseCommandLine(['a', ...words], extendCommand)
  return givenValues(givenWords(one, ['a', ...words]), one)
}

describe('the parameters of a playbook as options', () => {
  it('take numbers below zero', async () => {
    expect(await given('--hour', '-1')).toEqual({ hour: -1 })
    expect(await given('--hour=-1')).toEqual({ hour: -1 })
    await expect(given('--hour', '--yes')).rejects.toThrow('needs a value')
  })

  it.each([
    [['--hour', '1', '--hour', '2']],
    [['--hour', '1', '--with', 'hour=2']],
    [['--with', 'hour=1', '--with', 'hour=2']],
  ])('are given once: %j is refused', async (words) => {
    await expect(given(...words)).rejects.toThrow('`hour` is given twice, as `1` and as `2`')
  })

  it('are given with --with where the command has an option of that name', async () => {
    expect(await given('--yes', '--with', 'yes=surely')).toEqual({ yes: 'surely' })
  })

  it('are all in the help, fixed ones once', async () => {
    const { dynamic: _, ...command } = extendedCommand(await playbook())
    const help = commandHelp(command, { colour: false, width: 200 })
    expect(help).toContain('--hour INTEGER')
    expect(help).toContain('from -5 to 23, 20 when left out')
    expect(help).toMatch(/--with yes=STRING +Word; one of "maybe", "surely", "maybe" when left out/)
    expect(help).toMatch(/Fixed word; fixed at "x"\n/)
  })
})
