import { digest } from '../../core/canonical-json.js'
import type { Operation } from '../../core/operation.js'
import type { PlannedStep, PlannedTarget } from '../../core/plan.js'
import { type Partition, resourceAddress } from '../../core/resource.js'
import type { RunEvent, RunRecord } from '../../core/run.js'
import {
  Bindings,
  RunReader,
  type RunState,
  type StepState,
  stepName,
  type TargetState,
} from '../../engine/run/index.js'
import type { Chain } from '../../store/run-log/index.js'
import { RunLog, RunLost } from '../../store/run-log/index.js'
import type { Asking } from './ask-resource.js'
import type { LeaseKeeper } from './lease-keeper.js'
import type { ApplyPorts } from './ports.js'
import { TargetReader } from './target-reader.js'

const tokenLength = 32
/** How often a run that pauses asks its log what others left there, at most. */
const listeningMilliseconds = 2000

/** How an action on a target ended. `broken`: nothing more is done there but putting back. */
export type ActionOutcome = 'passed' | 'broken' | 'waiting' | 'stopped'

/** A target of the plan, and one of its operations with the resource that it acts on. */
export interface OperationTask {
  readonly target: PlannedTarget
  readonly planned: PlannedStep
  readonly operation: Operation
}

/** What a session is made of. */
export interface SessionParts {
  readonly ports: ApplyPorts
  readonly operations: ReadonlyMap<string, Operation>
  readonly leases: LeaseKeeper
}

/** A run that this process is running: its log, its state, its leases, and the accounts that it has open. */
export class RunSession {
  readonly ports: ApplyPorts
  readonly operations: ReadonlyMap<string, Operation>
  readonly leases: LeaseKeeper
  readonly targets: TargetReader
  private readonly reader = new RunReader()
  private readonly all: RunRecord[] = []

  private constructor(parts: SessionParts) {
    this.ports = parts.ports
    this.operations = parts.operations
    this.leases = parts.leases
    this.targets = new TargetReader(parts.ports)
  }

  private logOf: RunLog | undefined
  private listenedAt = 0

  /** A run that has no record yet; `planned` becomes its first. */
  static async begin(run: string, planned: RunEvent, parts: SessionParts): Promise<RunSession> {
    const session = new RunSession(parts)
    session.logOf = RunLog.begin(run, logPorts(parts.ports), session.hear)
    await session.record(planned)
    return session
  }

  /** A run that has records already. */
  static async resume(chain: Chain, parts: SessionParts): Promise<RunSession> {
    const session = new RunSession(parts)
    session.logOf = await RunLog.resume(chain, logPorts(parts.ports), session.hear)
    return session
  }

  /** A run that is looked at as a runner would, without writing to it. */
  static view({ records }: Pick<Chain, 'records'>, parts: SessionParts): RunSession {
    const { onRecord: _, ...ports } = parts.ports
    const session = new RunSession({ ...parts, ports })
    for (const record of records) session.hear(record)
    return session
  }

  get state(): RunState {
    const { state } = this.reader
    if (!state) throw new Error('a run begins with its plan')
    return state
  }

  /** With what the run asks about resources. */
  get asking(): Asking {
    const { targets, ports, state } = this
    return { targets, ports, params: state.plan.params }
  }

  get records(): readonly RunRecord[] {
    return this.all
  }

  /** What the records say of a target. */
  target(target: PlannedTarget): TargetState | undefined {
    return this.state.targets.get(resourceAddress(target))
  }

  /** What the records say of a step. */
  step(target: PlannedTarget, step: string): StepState | undefined {
    return this.target(target)?.steps.get(step)
  }

  /** What the stand-ins of a target's plan stand for, by the records so far. */
  bindings(target: PlannedTarget): Bindings {
    return new Bindings(target, this.target(target))
  }

  /** Appends an event to the log. */
  async record(event: RunEvent): Promise<void> {
    if (!this.logOf) throw new Error('a session has a log')
    await this.logOf.append(event)
  }

  /** Now, in milliseconds. */
  now(): number {
    return this.ports.clock.now().getTime()
  }

  /** True when the process was asked to end: the run can go on later. */
  isInterrupted(): boolean {
    return this.ports.signal?.aborted ?? false
  }

  /** True when no further step is to be begun. */
  isStopping(): boolean {
    return this.isInterrupted() || this.state.cancelRequestedBy !== undefined
  }

  /** Waits, and hears meanwhile what others leave in the log; an interruption or a request to cancel ends the waiting. */
  async pause(milliseconds: number): Promise<void> {
    const wasStopping = this.isStopping()
    for (let left = milliseconds; left > 0; left -= listeningMilliseconds) {
      await this.ports.sleep(Math.min(left, listeningMilliseconds), this.ports.signal)
      await this.listen()
      if (this.isInterrupted() || this.isStopping() !== wasStopping) return
    }
  }

  /** A store that does not answer is met again when the next record is written. */
  private async listen(): Promise<void> {
    if (!this.logOf || this.now() - this.listenedAt < listeningMilliseconds / 2) return
    this.listenedAt = this.now()
    await this.logOf.listen().catch((error: unknown) => {
      if (error instanceof RunLost) throw error
    })
  }

  /** The token of a step: the same whenever it is tried. `purpose` sets taking back apart. */
  token(name: string, purpose: 'do' | 'undo'): string {
    return digest([this.state.id, name, purpose]).slice(0, tokenLength)
  }

  private readonly hear = (record: RunRecord): void => {
    this.all.push(record)
    this.reader.hear(record)
    this.ports.onRecord?.(record)
  }
}

/** The name of a task's step in the run. */
export function nameOfTask({ target, planned }: Pick<OperationTask, 'target' | 'planned'>): string {
  return stepName(resourceAddress(target), planned.step)
}

/** Where a planned step acts: on the target, or on the resource that it names. */
export function placeOfStep({ target, planned }: Pick<OperationTask, 'target' | 'planned'>): Partition & {
  readonly id: string
} {
  return planned.on ?? target
}

function logPorts({ store, clock, runner, sleep, principal }: ApplyPorts): Parameters<typeof RunLog.begin>[1] {
  return { store, clock, writer: runner, sleep, ...(principal ? { principal } : {}) }
}
