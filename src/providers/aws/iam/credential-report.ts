import { setTimeout as delay } from 'node:timers/promises'
import { errorCode } from '../client/failure.js'
import type { Caller, Document } from '../description.js'

const secondsToWait = 60
const notYet = new Set([
  'CredentialReportNotPresent',
  'CredentialReportExpired',
  'CredentialReportNotReady',
  'ReportNotPresent',
  'ReportExpired',
  'ReportInProgress',
])

/** The user name of the root user's row. */
export const rootUser = '<root_account>'

/** A user's row of the account's credential report, which is fetched once a session; undefined when it has none. */
export async function credentialReportRow(user: string, caller: Caller): Promise<Document | undefined> {
  const rows = await caller.once('iam/credential-report', async () => parseCredentialReport(await report(caller)))
  return rows.get(user)
}

/** Rows by user name. Cells that say that there is nothing to say are left out. */
export function parseCredentialReport(csv: string): ReadonlyMap<string, Document> {
  const [header = '', ...lines] = csv.trim().split(/\r?\n/)
  const columns = header.split(',')
  const rows = lines.map((line) => {
    const cells = line.split(',')
    const known = columns.map((column, index) => [column, cellValue(cells[index])] as const)
    return Object.fromEntries(known.filter(([, value]) => value !== undefined))
  })
  return new Map(rows.map((row) => [String(row['user']), row]))
}

function cellValue(cell: string | undefined): string | boolean | undefined {
  if (cell === undefined || ['', 'N/A', 'no_information', 'not_supported'].includes(cell)) return undefined
  if (cell === 'true' || cell === 'false') return cell === 'true'
  return /^\d{4}-\d\d-\d\dT/.test(cell) ? new Date(cell).toISOString() : cell
}

async function report(caller: Caller): Promise<string> {
  for (let waited = 0; ; waited++) {
    try {
      const { Content } = await caller.call('iam', 'GetCredentialReport', {})
      return Buffer.from(String(Content), 'base64').toString('utf8')
    } catch (error) {
      if (!notYet.has(errorCode(error)) || waited >= secondsToWait) throw error
    }
    await caller.call('iam', 'GenerateCredentialReport', {})
    await delay(caller.patience)
  }
}
