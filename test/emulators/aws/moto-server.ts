import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the emulated AWS listens. */
    readonly awsEndpoint: string
  }
}

const root = resolve(import.meta.dirname, '../../..')
const secondsToStart = 60

let server: ChildProcess | undefined

/** Starts the emulated AWS for all tests; Vitest calls this once. */
export async function setup(project: TestProject): Promise<void> {
  execFileSync(join(import.meta.dirname, 'setup.sh'), { stdio: 'inherit' })
  const port = await freePort()
  server = spawn(join(root, '.venv/bin/moto_server'), ['--host', 'localhost', '--port', String(port)], {
    stdio: 'ignore',
    env: { ...process.env, MOTO_EC2_LOAD_DEFAULT_AMIS: 'false', MOTO_IAM_LOAD_MANAGED_POLICIES: 'true' },
  })
  const endpoint = `http://localhost:${port}`
  await answering(endpoint, server)
  project.provide('awsEndpoint', endpoint)
}

/** Stops it. */
export function teardown(): void {
  server?.kill()
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((listening) => server.listen(0, 'localhost', listening))
  const address = server.address()
  await new Promise((closed) => server.close(closed))
  if (address === null || typeof address === 'string') throw new Error('no port is free')
  return address.port
}

async function answering(endpoint: string, started: ChildProcess): Promise<void> {
  for (let waited = 0; waited < secondsToStart * 4; waited++) {
    const up = await fetch(`${endpoint}/moto-api/data.json`).then(
      ({ ok }) => ok,
      () => false,
    )
    if (up) return
    if (started.exitCode !== null) throw new Error(`moto stopped with exit code ${started.exitCode}`)
    await delay(250)
  }
  started.kill()
  throw new Error(`moto did not answer within ${secondsToStart} seconds`)
}
