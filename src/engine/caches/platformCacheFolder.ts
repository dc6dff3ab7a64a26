import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/**
 * Where programs of this platform keep what they can compute again: XDG Base Directory Specification, Apple's File System
 * Programming Guide, Windows' local application data.
 */
export function platformCacheFolder(
  name: string,
  { platform, env, home }: { platform: NodeJS.Platform; env: NodeJS.ProcessEnv; home: string } = {
    platform: process.platform,
    env: process.env,
    home: homedir(),
  },
): string {
  if (platform === 'win32') return join(env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), name, 'Cache');
  if (platform === 'darwin') return join(home, 'Library', 'Caches', name);
  const xdg = env['XDG_CACHE_HOME'] ?? '';
  // The specification has a relative path ignored.
  return join(isAbsolute(xdg) ? xdg : join(home, '.cache'), name);
}
