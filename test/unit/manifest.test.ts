/** The manifest is code that nothing compiles: what it promises is held against the sources and the README here. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/paths.mjs';
import { TOUR_ID, TOUR_STEPS, tourTitle } from '../../src/host/tour/tourSteps.ts';
import { ViewerCommandSchema } from '../../src/protocol/viewer.ts';
import { englishManifest } from '../fixtures/englishManifest.ts';

interface Setting {
  readonly default: unknown;
  readonly markdownDescription?: string;
  readonly enum?: readonly unknown[];
}

interface Manifest {
  readonly version: string;
  readonly main: string;
  readonly bin: Record<string, string>;
  readonly engines: { vscode: string };
  readonly dependencies: Record<string, string>;
  readonly devDependencies: Record<string, string>;
  readonly capabilities: { untrustedWorkspaces: { restrictedConfigurations: string[] } };
  readonly contributes: {
    readonly commands: { command: string; title: string; category?: string; icon?: string; enablement?: string }[];
    readonly customEditors: { viewType: string; selector: { filenamePattern: string }[] }[];
    readonly walkthroughs: { id: string; title: string; steps: WalkthroughStep[] }[];
    readonly keybindings: { command: string; key: string; when?: string }[];
    readonly menus: Record<string, { command: string; when?: string }[]>;
    readonly configuration: { properties: Record<string, Setting> }[];
    readonly viewsContainers: { activitybar: { icon: string }[] };
  };
}

interface WalkthroughStep {
  readonly id: string;
  readonly description: string;
  readonly media: { svg: string; altText: string };
  readonly completionEvents: string[];
}

interface Lockfile {
  readonly packages: Record<string, { optionalDependencies?: Record<string, string> }>;
}

const manifest = englishManifest<Manifest>();
const { commands, customEditors, keybindings, menus, configuration, viewsContainers, walkthroughs } =
  manifest.contributes;
const settings = Object.fromEntries(configuration.flatMap(({ properties }) => Object.entries(properties)));

function json<T>(path: string): T {
  return JSON.parse(readFileSync(join(root, path), 'utf8')) as T;
}

describe('manifest: commands', () => {
  it('gives every command a title of its own', () => {
    const titles = commands.map(({ category, title }) => `${category ?? ''}: ${title}`);
    assert.ok(commands.length > 0);
    assert.ok(commands.every(({ title }) => title.trim() !== ''));
    assert.equal(new Set(titles).size, titles.length);
  });

  it('names the two that the product is known by', () => {
    assert.equal(
      commands.find(({ command }) => command === 'llavaMed.askAboutImage')?.title,
      'Ask LLaVA-Med about image',
    );
    assert.equal(
      commands.find(({ command }) => command === 'llavaMed.draftFindings')?.title,
      'Draft Findings with LLaVA-Med',
    );
  });

  it('writes all titles in one case', () => {
    // The name that the product is known by is kept as it is.
    const others = commands.filter(({ command }) => command !== 'llavaMed.askAboutImage');
    const small = /^(?:a|an|as|the|and|or|of|to|in|into|for|from|with|by|about|on)$/;
    const isTitle = (title: string): boolean =>
      title.split(/[\s(]+/).every((word, index) => /^[^\p{Ll}]/u.test(word) || (index > 0 && small.test(word)));
    assert.deepEqual(
      others.filter(({ title }) => !isTitle(title)).map(({ title }) => title),
      [],
    );
  });

  it('leaves the keys that lock a Linux screen, show its desktop or open its terminal', () => {
    const taken = /^ctrl\+alt\+(?:l|d|t|delete|left|right|up|down|f\d+)$/;
    assert.deepEqual(
      keybindings.filter(({ key }) => taken.test(key)),
      [],
    );
  });

  it('names each pattern of an editor once, whatever its case: an editor matches both', () => {
    const patterns = customEditors.flatMap(({ selector }) => selector.map(({ filenamePattern }) => filenamePattern));
    assert.ok(patterns.includes('*.dcm'));
    assert.deepEqual(
      patterns.filter((pattern) => pattern !== pattern.toLowerCase()),
      [],
    );
    assert.equal(new Set(patterns).size, patterns.length);
  });

  it('puts only declared commands on menus and keys', () => {
    const declared = new Set(commands.map(({ command }) => command));
    const used = [...Object.values(menus).flat(), ...keybindings].map(({ command }) => command);
    assert.deepEqual(
      used.filter((command) => !declared.has(command)),
      [],
    );
  });

  it('has one for all that the viewer can be asked, for a viewer that is in front', () => {
    const ofViewer = commands.filter(({ command }) => command.startsWith('llavaMed.viewer.'));
    assert.deepEqual(
      ofViewer.map(({ command }) => command).sort(),
      ViewerCommandSchema.options.map((name) => `llavaMed.viewer.${name}`).sort(),
    );
    assert.deepEqual(
      ofViewer.filter(({ enablement }) => enablement !== 'activeCustomEditorId =~ /^llavaMed\\.viewer/'),
      [],
    );
    assert.deepEqual(
      customEditors.map(({ viewType }) => viewType).filter((viewType) => !/^llavaMed\.viewer/.test(viewType)),
      ['llavaMed.evaluationResults', 'llavaMed.inspect'],
    );
  });

  it('takes no bare key from somebody who types', () => {
    const bare = keybindings.filter(({ key }) => !/\b(?:ctrl|cmd|alt|meta)\+/.test(key));
    assert.deepEqual(
      bare.filter(({ when = '' }) => !when.includes('!inputFocus')),
      [],
    );
  });
});

describe('manifest: walkthrough', () => {
  const [walkthrough] = walkthroughs;
  const steps = walkthrough?.steps ?? [];

  it('is the one that the command opens', () => {
    assert.equal(walkthroughs.length, 1);
    assert.equal(walkthrough?.id, TOUR_ID);
    assert.equal(walkthrough.title, tourTitle());
  });

  it('checks each step by something that is told', () => {
    assert.deepEqual(
      steps.flatMap(({ completionEvents }) => completionEvents),
      TOUR_STEPS.map((step) => `onContext:llavaMed.tour.${step}`),
    );
  });

  it('has buttons for commands that exist, and pictures', () => {
    const declared = new Set(commands.map(({ command }) => command));
    const ofSteps = steps.map(({ description }) =>
      [...description.matchAll(/\]\(command:([\w.]+)\)/g)].map(([, command]) => command ?? ''),
    );
    assert.ok(ofSteps.every((buttons) => buttons.length > 0));
    const buttons = ofSteps.flat();
    assert.deepEqual(
      buttons.filter((command) => !declared.has(command)),
      [],
    );
    for (const { media } of steps) {
      assert.ok(existsSync(join(root, media.svg)), media.svg);
      assert.notEqual(media.altText, '');
    }
  });
});

/** As a settings file holds it, a text without its quotes. */
function inWords(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

describe('manifest: settings', () => {
  it('describes every setting and gives it a default that it allows', () => {
    for (const [name, setting] of Object.entries(settings)) {
      assert.ok((setting.markdownDescription ?? '').length > 20, `${name} has no description`);
      assert.notEqual(setting.default, undefined, `${name} has no default`);
      if (setting.enum)
        assert.ok(setting.enum.includes(setting.default), `${name}: the default is not one of its values`);
    }
  });

  it('shows them in the README as they are', () => {
    const readme = readFileSync(join(root, 'README.md'), 'utf8');
    const rows = [...readme.matchAll(/^\| `(llavaMed\.[\w.]+)` \| (.*?) \| (.*) \|$/gm)].map(
      ([, name, value, meaning]) => ({ name, value, meaning }),
    );
    const expected = Object.entries(settings).map(([name, setting]) => ({
      name,
      value: setting.default === '' ? '(empty)' : `\`${inWords(setting.default)}\``,
      meaning: setting.markdownDescription,
    }));
    assert.deepEqual(rows, expected);
  });

  it('restricts only settings that exist, the model paths among them', () => {
    const restricted = manifest.capabilities.untrustedWorkspaces.restrictedConfigurations;
    assert.deepEqual(
      restricted.filter((name) => !(name in settings)),
      [],
    );
    for (const name of ['llavaMed.model.path', 'llavaMed.model.projectorPath'])
      assert.ok(restricted.includes(name), name);
  });
});

describe('manifest: files and versions', () => {
  it('names pictures that are there', () => {
    const icons = [...viewsContainers.activitybar.map(({ icon }) => icon), ...commands.map(({ icon }) => icon)];
    const files = icons.filter((icon): icon is string => icon !== undefined && !icon.startsWith('$('));
    assert.deepEqual(
      files.filter((file) => !existsSync(join(root, file))),
      [],
    );
  });

  it('is compiled against the oldest VS Code that it runs in', () => {
    assert.equal(`^${manifest.devDependencies['@types/vscode'] ?? ''}`, manifest.engines.vscode);
  });

  it('starts the files that the build writes', () => {
    const build = readFileSync(join(root, 'scripts/bundle.mjs'), 'utf8');
    for (const file of [manifest.main, ...Object.values(manifest.bin)])
      assert.ok(build.includes(`'${file.replace('./', '')}'`), file);
  });

  it('pins every package to one version', () => {
    const versions = { ...manifest.dependencies, ...manifest.devDependencies };
    assert.deepEqual(
      Object.entries(versions).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version)),
      [],
    );
  });

  it('locks the packages of every platform, so that npm ci works on each', () => {
    const { packages } = json<Lockfile>('package-lock.json');
    const wanted = Object.values(packages).flatMap(({ optionalDependencies = {} }) =>
      Object.keys(optionalDependencies),
    );
    const locked = new Set(Object.keys(packages).map((path) => path.replace(/^.*node_modules\//, '')));
    assert.deepEqual(
      wanted.filter((name) => !locked.has(name)),
      [],
    );
  });
});
