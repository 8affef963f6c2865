import type { CommandRun } from '../../command.js'
import type { versionCommand } from './definition.js'

export const run: CommandRun<typeof versionCommand> = async ({ options }, { terminal, version }) => {
  const versions = { escher: version, node: process.versions.node, platform: `${process.platform} ${process.arch}` }
  const text = `escher ${versions.escher} (Node ${versions.node}, ${versions.platform})`
  terminal.out(`${options.json ? JSON.stringify(versions) : text}\n`)
  return 'clean'
}
