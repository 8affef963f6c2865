import { describe, expect, it } from 'vitest'
import { accessDiagnostics } from './access/diagnostics.js'
import { compileTexts, playbookText, policyText } from './compile.fixture.js'
import { configurationDiagnostics } from './configuration/diagnostics.js'
import { diagnosticPages } from './diagnostic-pages.js'
import { playbookDiagnostics } from './playbook/diagnostics.js'
import { policyDiagnostics } from './policy/diagnostics.js'
import { priceSheetDiagnostics } from './price-sheet/diagnostics.js'
import { resolveDiagnostics } from './resolve/diagnostics.js'
import { scheduleDiagnostics } from './schedule/diagnostics.js'
import { schemaDiagnostics } from './schema/diagnostics.js'
import { sourceDiagnostics } from './source/diagnostics.js'
import { typescriptDiagnostics } from './typescript/diagnostics.js'
import { yamlDiagnostics } from './yaml/diagnostics.js'

const fileLevel = [
  ...sourceDiagnostics.pages,
  ...yamlDiagnostics.pages,
  ...schemaDiagnostics.pages,
  ...policyDiagnostics.pages,
  ...playbookDiagnostics.pages,
  ...resolveDiagnostics.pages,
  ...configurationDiagnostics.pages,
  ...accessDiagnostics.pages,
  ...scheduleDiagnostics.pages,
  ...priceSheetDiagnostics.pages,
  ...typescriptDiagnostics.pages,
]
const examples = fileLevel.flatMap(({ code, example }) => (example ? [{ code, ...example }] : []))
const inConfiguration = new Set(
  [...configurationDiagnostics.pages, ...accessDiagnostics.pages].map(({ code }) => code).concat('unknown-policy'),
)
const inPriceSheet = new Set(priceSheetDiagnostics.pages.map(({ code }) => code))
const inSchedule = new Set(scheduleDiagnostics.pages.map(({ code }) => code))
const extendable = '{ keep: { type: integer, title: Days, default: 7, extend: { range: [1, 30] } } }'
const inPlaybook = new Set(playbookDiagnostics.pages.map(({ code }) => code))
const inTypeScript = new Set(typescriptDiagnostics.pages.map(({ code }) => code))

/** Codes of an example in the configuration, a TypeScript file, or a playbook or policy that is otherwise right. */
async function codesOf(code: string, text: string): Promise<string[]> {
  const path = inConfiguration.has(code) ? 'escher.config.yaml' : inTypeScript.has(code) ? 'policies/a.ts' : undefined
  if (inPriceSheet.has(code)) {
    return codesIn({ 'prices/a.yaml': text, 'escher.config.yaml': 'accounts: [{ name: main, cloud: aws }]\n' })
  }
  if (inSchedule.has(code))
    return codesIn({ 'schedules/a.yaml': text, 'playbooks/a.yaml': playbookText({ params: extendable }) })
  if (inPlaybook.has(code)) return codesIn({ 'playbooks/a.yaml': playbookText(replaced(text)) + text })
  return codesIn(path ? { [path]: text } : { 'policies/a.yaml': completed(text, code) })
}

async function codesIn(texts: Readonly<Record<string, string>>): Promise<string[]> {
  const { diagnostics } = await compileTexts(texts)
  return diagnostics.map((diagnostic) => diagnostic.code)
}

/** Leaves out the lines that an example writes itself. */
function replaced(text: string): Record<string, undefined> {
  return Object.fromEntries([...text.matchAll(/^([A-Za-z]+):/gm)].map(([, key]) => [key, undefined]))
}

/** Examples that say all by what they leave out. */
const standAlone = new Set(['empty-file', 'yaml-several-documents'])

/** The example with whatever else a policy needs. An exemption's line goes into an exemption. */
function completed(text: string, code: string): string {
  if (standAlone.has(code)) return text
  if (code === 'expired-exemption') {
    return policyText({ exemptions: `[{ match: { id: a }, reason: r, owner: o, ${text.trim()} }]` })
  }
  const written = [...text.matchAll(/^([A-Za-z]+):/gm)].map(([, key]) => key ?? '')
  const left = code === 'missing-key' ? ['title'] : code === 'policy-without-tests' ? ['tests'] : []
  return policyText(Object.fromEntries([...written, ...left].map((key) => [key, undefined]))) + text
}

describe('pages of diagnostics', () => {
  it('have unique codes in kebab-case', () => {
    const codes = diagnosticPages.map(({ code }) => code)
    expect(new Set(codes).size).toBe(codes.length)
    expect(codes.filter((code) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(code))).toEqual([])
  })

  it('say what, why and what to do', () => {
    for (const { title, why } of diagnosticPages) {
      expect(title).toMatch(/^[A-Z`].*[^.]$/)
      expect(why).toMatch(/\.$/)
    }
  })

  it.each(examples)('$code is caused by its wrong example and not by its right one', async ({ code, wrong, right }) => {
    expect(await codesOf(code, wrong)).toContain(code)
    expect(await codesOf(code, right)).not.toContain(code)
  })
})
