import { capture } from './run.mjs';
import { SetupError } from './setupError.mjs';

const oldestNode = { major: 20, minor: 19 };

/**
 * Throws one SetupError that names everything missing of Node, git, CMake and a C++ compiler, with the commands that
 * install it.
 */
export async function checkToolchain() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < oldestNode.major || (major === oldestNode.major && minor < oldestNode.minor)) {
    throw new SetupError(
      `Node ${process.versions.node} is too old: Node ${oldestNode.major}.${oldestNode.minor} or newer is needed.`,
      'Install the current LTS release from https://nodejs.org and run the command again.',
    );
  }
  const tools = {
    git: ['git'],
    CMake: ['cmake'],
    'a C++ compiler': [process.env['CXX'] ?? 'c++', 'g++', 'clang++', 'cl'],
  };
  /** @type {string[]} */
  const missing = [];
  for (const [name, commands] of Object.entries(tools)) {
    if (!(await anyRuns(commands))) missing.push(name);
  }
  if (missing.length > 0) {
    throw new SetupError(
      `Not found on PATH: ${missing.join(', ')}. The image encoder is compiled on your machine and needs ${missing.length > 1 ? 'them' : 'it'}.`,
      `${await installAdvice()}\nThen run the command again.`,
    );
  }
}

/** @param {readonly string[]} commands */
async function anyRuns(commands) {
  for (const command of commands) {
    // Microsoft's compiler knows no --version but answers it all the same.
    const { code } = await capture(command, ['--version']);
    if (code !== 127 && (code === 0 || command === 'cl')) return true;
  }
  return false;
}

async function installAdvice() {
  if (process.platform === 'darwin') return 'xcode-select --install\nbrew install cmake';
  if (process.platform === 'win32')
    return 'winget install Git.Git Kitware.CMake Microsoft.VisualStudio.2022.BuildTools';
  const managers = {
    'apt-get': 'sudo apt-get install -y git cmake g++ make',
    dnf: 'sudo dnf install -y git cmake gcc-c++ make',
    pacman: 'sudo pacman -S --needed git cmake gcc make',
    apk: 'sudo apk add git cmake g++ make',
  };
  for (const [manager, advice] of Object.entries(managers)) {
    if (await anyRuns([manager])) return advice;
  }
  return "Install git, CMake and a C++ compiler with your system's package manager.";
}
