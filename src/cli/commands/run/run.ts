import { timeline } from '../../../engine/run/index.js'
import { palette, renderProvenance, renderRunEnd, renderTimeline, summarizeRun } from '../../../report/index.js'
import { trustedRun } from '../../../runner/apply/index.js'
import type { CommandRun } from '../../command.js'
import { requireBundle } from '../../project/compile-repository.js'
import { openConfiguredStore } from '../../project/open-store.js'
import { publishRefusal } from '../../project/run-exit.js'
import type { runCommand } from './definition.js'

export const run: CommandRun<typeof runCommand> = async ({ options, arguments: [, id = ''] }, context) => {
  const { terminal, root } = context
  const store = openConfiguredStore((await requireBundle(context)).configuration, root)
  const trusted = await trustedRun({ store }, id)
  if ('diagnostics' in trusted) return await publishRefusal(trusted.diagnostics, context, options)
  const { state, chain } = trusted
  const approvals = chain.records.flatMap(({ event }) => (event.kind === 'approved' ? [event.approval] : []))
  const { plan } = state
  if (options.json) {
    const { hash, playbook, params, changedParams } = plan
    const { id: template, version, digest } = playbook
    const provenance = { template: { id: template, version, digest }, params, changedParams, approvals }
    const shown = { ...summarizeRun(state), plan: hash, ...provenance, timeline: timeline(chain.records) }
    terminal.out(`${JSON.stringify(shown, null, 2)}\n`)
    return 'clean'
  }
  const style = palette(terminal.colour)
  terminal.out(`${renderProvenance(state, approvals, style)}\n`)
  terminal.out(renderTimeline(chain.records, style))
  terminal.out(`\n${renderRunEnd(state, style)}`)
  return 'clean'
}
