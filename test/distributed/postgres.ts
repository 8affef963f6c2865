import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'

/** A PostgreSQL server of our own: on a free port, in a folder that goes away with it. */
export interface PostgresServer {
  /** The URL of a database on it. */
  readonly url: (database: string) => string
  /** Makes a new database and gives its URL. */
  readonly create: (database: string) => string
  /** Drops the database of a URL though it is in use, and makes an empty one of the same name. */
  readonly recreate: (url: string) => void
  readonly stop: () => void
}

const debianFolder = '/usr/lib/postgresql'

/** Where PostgreSQL's programs are; installs Debian's where that is allowed. Undefined where none can be had. */
function programs(): string | undefined {
  const found = installed()
  if (found !== undefined || !mayInstall()) return found
  const options = { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const
  spawnSync('apt-get', ['update', '-q'], options)
  spawnSync('apt-get', ['install', '-q', '-y', '--no-install-recommends', 'postgresql'], options)
  return installed()
}

function installed(): string | undefined {
  const versions = existsSync(debianFolder) ? readdirSync(debianFolder).sort((a, b) => Number(b) - Number(a)) : []
  return versions.map((version) => join(debianFolder, version, 'bin')).find((bin) => existsSync(join(bin, 'initdb')))
}

function mayInstall(): boolean {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get') && process.env['CI'] !== undefined
}

/** Starts a server; gives the reason where that is not possible. PostgreSQL refuses to run as root. */
export async function startPostgres(): Promise<PostgresServer | { readonly reason: string }> {
  const bin = programs()
  if (bin === undefined) return { reason: `no PostgreSQL below ${debianFolder}, and none may be installed` }
  const folder = mkdtempSync(join(tmpdir(), 'escher-postgres-'))
  const asUser = process.getuid?.() === 0 ? ['runuser', '-u', 'postgres', '--'] : []
  const user = asUser.length > 0 ? 'postgres' : userInfo().username
  const run = (program: string, ...words: string[]): void => {
    const [first = '', ...rest] = [...asUser, join(bin, program), ...words]
    execFileSync(first, rest, { cwd: '/', stdio: ['ignore', 'ignore', 'inherit'] })
  }
  if (asUser.length > 0) execFileSync('chown', ['postgres', folder])
  else chmodSync(folder, 0o700)
  const [data, port] = [join(folder, 'data'), await freePort()]
  run('initdb', '-D', data, '-U', user, '--auth=trust', '--no-sync')
  const settings = `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=200`
  run('pg_ctl', '-D', data, '-w', '-s', '-l', join(folder, 'log'), '-o', settings, 'start')
  const url = (database: string): string => `postgres://${user}@127.0.0.1:${port}/${database}`
  const server = ['-h', '127.0.0.1', '-p', String(port), '-U', user]
  return {
    url,
    create: (database) => {
      run('createdb', ...server, database)
      return url(database)
    },
    recreate: (of) => {
      const database = new URL(of).pathname.slice(1)
      run('dropdb', ...server, '--force', database)
      run('createdb', ...server, database)
    },
    stop: () => {
      run('pg_ctl', '-D', data, '-m', 'immediate', '-s', 'stop')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((listening) => probe.listen(0, '127.0.0.1', listening))
  const address = probe.address()
  await new Promise((closed) => probe.close(closed))
  if (address === null || typeof address === 'string') throw new Error('no port is free')
  return address.port
}
