// Brings what is missing: the system's packages where it may install them, then the npm packages of the lock file. Where it may
// not, it stops with one message that names what to install and how.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { capture, findProgram, follow, root, stop } from './process.mjs';
import { requirements } from './requirements.mjs';

/** @typedef {import('./requirements.mjs').Requirement} Requirement */

/** @param {Requirement['purpose']} purpose @returns {Requirement[]} */
function missingFor(purpose) {
  return requirements.filter(
    (row) =>
      (purpose === 'test' || row.purpose === 'build') && (!row.linuxOnly || process.platform === 'linux') && !row.present(),
  );
}

/** Words that os-release uses for this system and its relatives; empty outside Linux. */
function linuxFamily() {
  const file = '/etc/os-release';
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.flatMap((line) => /^ID(?:_LIKE)?="?([^"]*)"?$/.exec(line)?.[1].split(' ') ?? []);
}

/** @param {Requirement[]} missing @param {'debian' | 'fedora' | 'homebrew'} system */
const packagesOf = (missing, system) => missing.flatMap((row) => row[system]);

/** @param {string[]} packages */
const aptInstall = (packages) => ['apt-get', 'install', '--yes', '--no-install-recommends', ...packages];

/**
 * How this user runs a command as root.
 *
 * @returns {string[] | null} the words before the command; null when the user may not
 */
function asRoot() {
  if (process.getuid?.() === 0) return [];
  return findProgram('sudo') && capture('sudo', ['-n', 'true']).ok ? ['sudo', '-n', '--preserve-env=DEBIAN_FRONTEND'] : null;
}

/** @param {Requirement[]} missing @param {string} reason */
function stopWithInstructions(missing, reason) {
  const family = linuxFamily();
  const lines = [
    {
      applies: family.includes('debian'),
      text: `Debian, Ubuntu:     sudo ${aptInstall(packagesOf(missing, 'debian')).join(' ')}`,
    },
    {
      applies: family.includes('fedora'),
      text: `Fedora:             sudo dnf install ${packagesOf(missing, 'fedora').join(' ')}`,
    },
    {
      applies: process.platform === 'darwin',
      text: `macOS (Homebrew):   brew install ${packagesOf(missing, 'homebrew').join(' ')}`,
    },
  ];
  const ours = lines.filter((line) => line.applies);
  stop(
    [
      `relu-playground needs programs that are not here, and ${reason}.`,
      'Missing:',
      ...missing.map((row) => `  ${row.title}`),
      'Install them, then run the same command again:',
      ...(ours.length > 0 ? ours : lines).map((line) => `  ${line.text}`),
    ].join('\n'),
  );
}

/** @param {Requirement['purpose']} purpose */
async function setUpSystem(purpose) {
  const missing = missingFor(purpose);
  if (missing.length === 0) return;
  if (!linuxFamily().includes('debian') || !findProgram('apt-get')) {
    stopWithInstructions(missing, 'this system has no apt-get with which to install them');
  }
  const prefix = asRoot();
  if (!prefix) stopWithInstructions(missing, 'this user may not install them (neither root nor sudo without a password)');

  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  /** @param {string[]} words */
  const asRootRun = ([program, ...args]) => follow(program, args, { env });
  const packages = packagesOf(missing, 'debian');
  console.log(`Installing ${packages.join(' ')} …`);
  let result = await asRootRun([...(prefix ?? []), ...aptInstall(packages)]);
  if (!result.ok) {
    // A fresh system has no package lists, and one long unused has lists of packages that are gone.
    await asRootRun([...(prefix ?? []), 'apt-get', 'update']);
    result = await asRootRun([...(prefix ?? []), ...aptInstall(packages)]);
  }
  const stillMissing = missingFor(purpose);
  if (!result.ok || stillMissing.length > 0) {
    stop(
      `${result.output.slice(-2000)}\nStill missing after apt-get: ${stillMissing.map((row) => row.title).join(', ') || 'nothing'}`,
    );
  }
}

async function setUpPackages() {
  const lock = join(root, 'package-lock.json');
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  console.log('Installing the npm packages of package-lock.json …');
  // Under `npm start` this is the npm that runs us; alone, the one on the PATH.
  const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const result = await follow(npm[0], [...npm.slice(1), 'ci']);
  if (!result.ok) stop(`npm ci failed:\n${result.output.slice(-4000)}`);
}

function checkNode() {
  const wanted = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).engines.node.replace('>=', '');
  if (wanted.localeCompare(process.versions.node, 'en', { numeric: true }) > 0) {
    stop(`relu-playground needs Node ${wanted} or newer; this is ${process.versions.node}.`);
  }
}

/**
 * Makes sure that everything is there; installs what is not.
 *
 * Errors    ends the program with one message when something is missing that it may not install.
 *
 * @param {Requirement['purpose']} purpose `build`: to build and serve; `test`: to run every test too
 */
export async function setUp(purpose) {
  checkNode();
  await setUpSystem(purpose);
  await setUpPackages();
}
