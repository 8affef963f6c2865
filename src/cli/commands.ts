import { type Command, command } from './command.js'
import { applyCommand } from './commands/apply/definition.js'
import { approvalsCommand } from './commands/approvals/definition.js'
import { approveCommand } from './commands/approve/definition.js'
import { auditCommand } from './commands/audit/definition.js'
import { baselineCommand } from './commands/baseline/definition.js'
import { cancelCommand } from './commands/cancel/definition.js'
import { checkCommand } from './commands/check/definition.js'
import { diffCommand } from './commands/diff/definition.js'
import { explainCommand } from './commands/explain/definition.js'
import { extendCommand } from './commands/extend/definition.js'
import { fmtCommand } from './commands/fmt/definition.js'
import { importCommand } from './commands/import/definition.js'
import { initCommand } from './commands/init/definition.js'
import { newCommand } from './commands/new/definition.js'
import { ownersCommand } from './commands/owners/definition.js'
import { planCommand } from './commands/plan/definition.js'
import { resumeCommand } from './commands/resume/definition.js'
import { runCommand } from './commands/run/definition.js'
import { runsCommand } from './commands/runs/definition.js'
import { scanCommand } from './commands/scan/definition.js'
import { scheduleCommand } from './commands/schedule/definition.js'
import { schemaCommand } from './commands/schema/definition.js'
import { showCommand } from './commands/show/definition.js'
import { snapshotsCommand } from './commands/snapshots/definition.js'
import { testCommand } from './commands/test/definition.js'
import { typesCommand } from './commands/types/definition.js'
import { undoCommand } from './commands/undo/definition.js'
import { versionCommand } from './commands/version/definition.js'
import { whyCommand } from './commands/why/definition.js'
import { workerCommand } from './commands/worker/definition.js'
/** Every command, in the order of help. A test compares this list with the folders. */
export const commands: readonly Command[] = [
  command(checkCommand, () => import('./commands/check/run.js')),
  command(testCommand, () => import('./commands/test/run.js')),
  command(scanCommand, () => import('./commands/scan/run.js')),
  command(whyCommand, () => import('./commands/why/run.js')),
  command(planCommand, () => import('./commands/plan/run.js')),
  command(showCommand, () => import('./commands/show/run.js')),
  command(diffCommand, () => import('./commands/diff/run.js')),
  command(applyCommand, () => import('./commands/apply/run.js')),
  command(runsCommand, () => import('./commands/runs/run.js')),
  command(runCommand, () => import('./commands/run/run.js')),
  command(resumeCommand, () => import('./commands/resume/run.js')),
  command(cancelCommand, () => import('./commands/cancel/run.js')),
  command(undoCommand, () => import('./commands/undo/run.js')),
  command(auditCommand, () => import('./commands/audit/run.js')),
  command(explainCommand, () => import('./commands/explain/run.js')),
  command(extendCommand, () => import('./commands/extend/run.js')),
  command(scheduleCommand, () => import('./commands/schedule/run.js')),
  command(approveCommand, () => import('./commands/approve/run.js')),
  command(approvalsCommand, () => import('./commands/approvals/run.js')),
  command(ownersCommand, () => import('./commands/owners/run.js')),
  command(typesCommand, () => import('./commands/types/run.js')),
  command(initCommand, () => import('./commands/init/run.js')),
  command(newCommand, () => import('./commands/new/run.js')),
  command(fmtCommand, () => import('./commands/fmt/run.js')),
  command(importCommand, () => import('./commands/import/run.js')),
  command(baselineCommand, () => import('./commands/baseline/run.js')),
  command(snapshotsCommand, () => import('./commands/snapshots/run.js')),
  command(schemaCommand, () => import('./commands/schema/run.js')),
  command(workerCommand, () => import('./commands/worker/run.js')),
  command(versionCommand, () => import('./commands/version/run.js')),
]
