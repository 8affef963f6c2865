import { randomBytes } from 'node:crypto'
import { readlinkSync } from 'node:fs'
import { hostname } from 'node:os'

/** Names this process among all runners of a store: machine, process number, and a random part that no other has. */
export function runnerName(): string {
  return `${machineName()}:${process.pid}:${randomBytes(4).toString('hex')}`
}

/** True when a runner lived on this machine and its process is no more. Of other machines nothing is known. */
export function isGoneRunner(runner: string): boolean {
  const [machine, pid, nonce] = runner.split(':')
  if (machine !== machineName() || nonce === undefined) return false
  try {
    process.kill(Number(pid), 0)
    return false
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH'
  }
}

/** Process numbers only mean something within one host and, on Linux, one namespace of them. */
function machineName(): string {
  return `${hostname()}${processNamespace()}`.replaceAll(':', '-')
}

function processNamespace(): string {
  try {
    return `/${readlinkSync('/proc/self/ns/pid')}`
  } catch {
    return ''
  }
}
