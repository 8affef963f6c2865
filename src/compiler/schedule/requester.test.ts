import { expect, it } from 'vitest'
import { compileTexts, playbookText } from '../compile.fixture.js'

const people = `people:
  mona: { name: Mona, roles: [manager] }
  erin: { name: Erin, roles: [executor] }
  lea: { name: Lea, roles: [developer] }
roles:
  executor: { run: { risk: low } }
  developer: { run: { risk: critical, environments: [development] } }
environments: { live: { protected: true } }
`

async function codesOf(requester: string, { environments = '[development]', configuration = people } = {}) {
  const limits = `{ targets: 5, environments: ${environments}, risk: high }`
  const { diagnostics } = await compileTexts({
    'escher.config.yaml': configuration,
    'playbooks/mend.yaml': playbookText({ limits, steps: '[{ run: deeper }, { verify: policy }]' }),
    'playbooks/deeper.yaml': playbookText({
      limits,
      scope: 'name == "old"',
      steps: '[{ operation: delete, undo: irreversible }, { verify: name == "gone" }]',
    }),
    'schedules/nightly.yaml': `playbook: mend\nat: 0 20 * * *\ntimeZone: UTC\n${requester}`,
  })
  return diagnostics.filter(({ range }) => range?.file.startsWith('schedules/')).map(({ code }) => code)
}

it.each([
  ['requester: mona\n', []],
  ['requester: mnoa\n', ['unknown-person']],
  ['', ['schedule-without-requester']],
  ['requester: lea\n', []],
])('with %j gives %o', async (requester, codes) => {
  expect(await codesOf(requester)).toEqual(codes)
})

it('must be somebody who may run what the playbook does, also in playbooks that it runs', async () => {
  expect(await codesOf('requester: erin\n')).toEqual(['requester-may-not-run'])
  expect(await codesOf('requester: lea\n', { environments: '[development, live]' })).toEqual([
    'requester-may-not-run-everywhere',
  ])
})

it('need not be named where nobody is', async () => {
  expect(await codesOf('', { configuration: 'library: []\n' })).toEqual([])
})
