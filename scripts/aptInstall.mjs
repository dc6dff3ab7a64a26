import { capture } from './run.mjs';

/**
 * Installs Debian packages where that is possible without asking: with apt-get, as root or by a sudo that wants no
 * password. Elsewhere, and where it fails, nothing happens: the caller looks for what it needs again.
 * @param {readonly string[]} packages
 */
export async function aptInstall(packages) {
  const isRoot = process.getuid?.() === 0;
  if (
    process.platform !== 'linux' ||
    (await capture('apt-get', ['--version'])).code !== 0 ||
    !(isRoot || (await capture('sudo', ['-n', 'true'])).code === 0)
  )
    return;
  console.log(`  installing ${packages.join(', ')} with apt-get …`);
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', ...packages]]) {
    const [command = '', ...rest] = [...(isRoot ? [] : ['sudo', '-n']), 'apt-get', ...args];
    await capture(command, rest, { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  }
}
