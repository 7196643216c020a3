// Empty projects, into which the packages' tarballs are installed with each package manager.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, realpathSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const run = (command, args, cwd) =>
  execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 2 ** 26 });

/** What a project has of tfjs: the union, or its parts. */
export const tfjs = {
  union: (version) => ({ '@tensorflow/tfjs': version }),
  parts: (version) => ({
    '@tensorflow/tfjs-core': version,
    '@tensorflow/tfjs-layers': version,
    '@tensorflow/tfjs-backend-cpu': version,
  }),
};

/** Berry's two linkers: folders, and its own loader without folders. */
const yarn4 = (linker) => (folder) => {
  const settings = `nodeLinker: ${linker}\nenableTelemetry: false\nenableImmutableInstalls: false\n`;
  writeFileSync(path.join(folder, '.yarnrc.yml'), settings);
  writeFileSync(path.join(folder, 'yarn.lock'), '');
  return ['npx', '-y', '-p', '@yarnpkg/cli-dist@4.9.2', 'yarn', 'install'];
};

/** How each manager installs, and where it is told that nested packages are the tarballs too. */
const managers = {
  npm: {
    command: () => ['npm', 'install', '--no-audit', '--no-fund', '--prefer-offline'],
    overrides: () => ({}), // what the project names itself is taken
  },
  pnpm: {
    command: () => [
      'npx',
      '-y',
      'pnpm@10.34.9',
      'install',
      '--ignore-workspace',
      '--no-frozen-lockfile',
      '--prefer-offline',
    ],
    overrides: (overrides) => ({ pnpm: { overrides } }),
  },
  yarn: {
    command: () => ['npx', '-y', 'yarn@1.22.22', 'install', '--non-interactive'],
    overrides: (resolutions) => ({ resolutions }),
  },
  berry: { command: yarn4('node-modules'), overrides: (resolutions) => ({ resolutions }) },
  pnp: {
    command: yarn4('pnp'),
    overrides: (resolutions) => ({ resolutions }),
    node: ['npx', '-y', '-p', '@yarnpkg/cli-dist@4.9.2', 'yarn', 'node'],
  },
};
export const managerNames = Object.keys(managers);

/** Makes an empty project and installs into it; what it gives runs programs there. */
export function install(folder, manager, tarballs, dependencies, settings = {}) {
  const { command, overrides, node = [process.execPath] } = managers[manager];
  const own = Object.fromEntries(
    Object.entries(tarballs).map(([name, file]) => [`@optimizer-zoo/${name}`, `file:${file}`]),
  );
  mkdirSync(folder, { recursive: true });
  const manifest = {
    name: 'empty',
    private: true,
    dependencies: { ...own, ...dependencies },
    ...overrides(own),
    ...settings,
  };
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest, null, 2));
  const [program, ...args] = command(folder);
  run(program, args, folder);
  return {
    folder,
    /** Writes a file and gives its name. */
    write(file, text) {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), text);
      return file;
    },
    /** Runs a program there; what it printed. */
    node: (...rest) => run(node[0], [...node.slice(1), ...rest], folder).trim(),
    run: (command, ...rest) => run(command, rest, folder).trim(),
  };
}

/** The folders of tfjs-core in a project, links resolved. */
export function coresIn(folder) {
  const found = new Set();
  const walk = (at) => {
    for (const entry of readdirSync(at, { withFileTypes: true })) {
      const file = path.join(at, entry.name);
      if (entry.name === 'tfjs-core' && path.basename(at) === '@tensorflow') found.add(realpathSync(file));
      else if (entry.isDirectory()) walk(file);
    }
  };
  walk(path.join(folder, 'node_modules'));
  return found.size;
}

/** What a failed program said, in one line. */
export function complaint(error) {
  const said = [error.stderr, error.stdout, String(error)].find((text) => text?.trim()) ?? '';
  const lines = said.split('\n').filter((line) => line.trim());
  return (lines.find((line) => /error/i.test(line)) ?? lines[0]).trim().slice(0, 300);
}
