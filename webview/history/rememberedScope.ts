import { type Scope, SCOPES } from './historyModel.ts';

/** Which conversations the view listed before it was hidden or reloaded; another version may have written it. */
export function rememberedScope(remembered: unknown): Scope {
  if (typeof remembered !== 'object' || remembered === null || !('scope' in remembered)) return 'workspace';
  return SCOPES.find((scope) => scope === remembered.scope) ?? 'workspace';
}
