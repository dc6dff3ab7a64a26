/** Other people's readers and writers, beside which the tests hold ours, and what our own references compute with. */
import { aptInstall } from './aptInstall.mjs';
import { capture } from './run.mjs';

/** Debian's package, and the programs of which one answers where it is there. */
const readers = [
  ...['numpy', 'pydicom', 'nibabel', 'tifffile'].map((name) => ({
    package: `python3-${name}`,
    name,
    // Debian's own interpreter sees the packages of the system where another python3 comes first.
    probes: ['/usr/bin/python3', 'python3'].map((python) => [python, '-c', `import ${name}`]),
  })),
  { package: 'dcmtk', name: 'dcmtk', probes: [['dcmdump', '--version']] },
  { package: 'libtiff-tools', name: 'tiffcp', probes: [['which', 'tiffcp']] },
];

/** Installs those that are missing where that is possible without asking; else says what the tests will skip. */
export async function installIndependentReaders() {
  const missing = await missingReaders();
  if (missing.length === 0) return;
  await aptInstall(missing.map((reader) => reader.package));
  for (const { name, package: debian } of await missingReaders())
    console.log(
      `  ${name} is not installed: the tests that compare with it are skipped.\n  Debian, Ubuntu: sudo apt-get install -y ${debian}`,
    );
}

async function missingReaders() {
  const found = await Promise.all(readers.map(({ probes }) => anyAnswers(probes)));
  return readers.filter((_, index) => !found[index]);
}

/** @param {readonly (readonly string[])[]} probes */
async function anyAnswers(probes) {
  for (const [command = '', ...args] of probes) if ((await capture(command, args)).code === 0) return true;
  return false;
}
