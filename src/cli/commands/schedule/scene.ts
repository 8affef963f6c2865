import type { Bundle } from '../../../core/bundle.js'
import type { ObjectStore } from '../../../core/object-store.js'
import type { Schedule } from '../../../core/playbook.js'
import type { CommandInput } from '../../command.js'
import type { CommandContext } from '../../environment/context.js'
import type { scheduleCommand } from './definition.js'

/** What the actions of the command work on. */
export interface ScheduleScene {
  readonly schedules: readonly Schedule[]
  readonly options: CommandInput<typeof scheduleCommand>['options']
  readonly bundle: Bundle
  readonly store: ObjectStore
  readonly context: CommandContext
  /** What `--merge` merges into. */
  readonly presentCrontab: string
}
