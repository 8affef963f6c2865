import { severities } from '../../../core/severity.js'
import { scanFormats } from '../../../report/scan/formats.js'
import { defineCommand } from '../../arguments/definition.js'

export const scanCommand = defineCommand({
  name: 'scan',
  summary: 'read the estate and judge it by the policies',
  description:
    'Reads the resources that the policies need from the configured accounts, keeps them as a snapshot, and judges each by every policy that concerns it. What cannot be read is reported as unknown or not read; it is never a pass. Nothing is changed anywhere.',
  arguments: [],
  options: {
    account: { type: 'string', value: 'GLOB', many: true, description: 'only accounts with such a name or id' },
    region: { type: 'string', value: 'GLOB', many: true, description: 'only such regions, besides what is global' },
    policy: { type: 'string', value: 'GLOB', many: true, description: 'only policies with such an id' },
    resource: {
      type: 'string',
      value: 'GLOB',
      many: true,
      description: 'only resources of such a type, or with such an id or name',
    },
    since: {
      type: 'string',
      value: 'WHEN',
      description: 'tell changes since the last scan before this instant (2026-11-20) or this long ago (7d)',
    },
    'from-snapshot': {
      type: 'string',
      value: 'ID',
      description: 'judge a kept snapshot (or `latest`) instead of reading anything',
    },
    'fail-on': {
      type: 'string',
      value: 'SEVERITY',
      choices: [...severities, 'never'],
      description: 'the least severity that makes the exit code 1; otherwise as configured',
    },
    'allow-incomplete': {
      type: 'boolean',
      description: 'exit with 0 instead of 4 when something could not be read or decided',
    },
    format: {
      type: 'string',
      value: 'FORMAT',
      choices: scanFormats,
      many: true,
      description: 'how to print; with --out, which report files to write',
    },
    json: { type: 'boolean', description: 'the same as --format json' },
    out: {
      type: 'string',
      value: 'DIR',
      description: 'write report files (html and json, or each --format) into this folder, and print the table',
    },
    all: { type: 'boolean', description: 'list every resource in the table' },
    progress: {
      type: 'boolean',
      negatable: true,
      description: 'draw progress, or not; otherwise only on a terminal outside CI',
    },
  },
  examples: [
    { line: 'escher scan', does: 'scan all configured accounts' },
    { line: "escher scan --account production --policy 'aws/s3/**' --fail-on high", does: 'a gate for a part' },
    { line: 'escher scan --out report --format html --format sarif', does: 'write report files' },
    { line: 'escher scan --from-snapshot latest', does: 'judge the last snapshot by changed policies' },
  ],
})
