export { type CompileRequest, compileProject } from './compile-project.js'
export { defaultConfiguration } from './configuration/compile-configuration.js'
export { diagnosticPages } from './diagnostic-pages.js'
export { formatSource } from './format/format-source.js'
export { type FileKind, fileKinds, folderOf, placeOf } from './load/project-layout.js'
export { memoryFiles, type SourceFiles } from './load/source-files.js'
export { environmentsToBeginWith } from './resolve/known-places.js'
export {
  type ScaffoldedFile,
  type ScaffoldedKind,
  type ScaffoldOptions,
  scaffoldFile,
} from './scaffold/scaffold-file.js'
export { type RepositoryOptions, scaffoldRepository } from './scaffold/scaffold-repository.js'
export { jsonSchemas } from './schema/schemas.js'
