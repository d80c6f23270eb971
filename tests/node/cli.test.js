// The command line as its user runs it: output, exit codes, sentences.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { catalog, createModel } from '../../web/engine/index.js';

const program = fileURLToPath(new URL('../../web/engine/cli.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'relu-playground-'));
after(() => rmSync(folder, { recursive: true }));

/**
 * @param {string[]} parameters
 * @param {string} [input]
 */
function relu(parameters, input) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...parameters], { encoding: 'utf8', input });
  return { status, stdout, stderr, lastLine: stdout.trimEnd().split('\n').pop() ?? '' };
}

/** @param {unknown} experiment */
function file(experiment) {
  const path = join(folder, 'experiment.json');
  writeFileSync(path, typeof experiment === 'string' ? experiment : JSON.stringify(experiment));
  return path;
}

const experiment = { data: { samples: 60 }, network: { layers: [{ units: 5 }] } };

test('run ends with one line of JSON whose hash is the engine’s', async () => {
  const { status, lastLine } = relu(['run', file(experiment), '--epochs', '12', '--quiet']);
  assert.equal(status, 0);
  const result = JSON.parse(lastLine);
  const model = await createModel(experiment);
  await model.fit({ epochs: 12 });
  assert.equal(result.weight_hash, await model.weightHash());
  assert.equal(result.epoch, 12);
  assert.deepEqual({ train: result.train, test: result.test }, await model.evaluate());
  await model.dispose();
});

test('run reads standard input and shows progress apart from the result', () => {
  const { status, stdout, stderr } = relu(['run', '-', '--epochs', '2'], JSON.stringify(experiment));
  assert.equal(status, 0);
  assert.equal(stdout.trim().split('\n').length, 1);
  assert.equal(typeof stderr, 'string');
});

test('run --diagnose says what is the case and what may help', async () => {
  const { opening } = await catalog();
  const { status, stdout, lastLine } = relu(['run', '-', '--epochs', '60', '--quiet', '--diagnose'], JSON.stringify(opening));
  assert.equal(status, 0);
  assert.match(
    stdout,
    /^Five sigmoid layers: after 60 epochs the loss is 0\.\d+ — [a-z ]+ than guessing \(0\.\d+\)\. The learning signal/,
  );
  assert.match(stdout, /\n {2}may help: Switch every layer to ReLU\n/);
  const { diagnosis, solved_epoch } = JSON.parse(lastLine);
  assert.equal(diagnosis.name, 'vanishing_backward');
  assert.equal(diagnosis.fixes[0].name, 'switch_to_relu');
  assert.ok(diagnosis.fixes[0].patch.length > 0);
  assert.equal(solved_epoch, null);
});

test('the epoch that solves the task is told, and ends a run with a target', () => {
  const circle = file({ data: { samples: 200 }, network: { layers: [{ units: 8 }] } });
  const whole = JSON.parse(relu(['run', circle, '--epochs', '80', '--quiet']).lastLine);
  assert.ok(whole.solved_epoch > 1 && whole.solved_epoch < 80, `solved at ${whole.solved_epoch}`);
  const { epoch, solved_epoch } = JSON.parse(relu(['run', circle, '--epochs', '80', '--quiet', '--target', '0.95']).lastLine);
  assert.equal(solved_epoch, whole.solved_epoch);
  assert.equal(epoch, solved_epoch);
});

test('seeds are summed up and counted against a target', () => {
  const { status, stdout } = relu(['run', file(experiment), '--epochs', '60', '--seeds', '3', '--target', '0.9']);
  assert.equal(status, 0);
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.deepEqual(
    lines.slice(0, 3).map(({ seed }) => seed),
    [1, 2, 3],
  );
  const summary = lines[3];
  assert.equal(summary.target, 0.9);
  assert.equal(summary.reached, lines.slice(0, 3).filter((line) => line.test.accuracy >= 0.9).length);
});

test('seeds of a regression count as a single run does', () => {
  const plane = { data: { name: 'plane', samples: 100 }, network: { layers: [{ units: 4 }] } };
  const run = ['run', file(plane), '--epochs', '60', '--quiet', '--target', '0.9'];
  const lines = relu([...run, '--seeds', '2'])
    .stdout.trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const solved = lines.slice(0, 2).filter(({ solved_epoch }) => solved_epoch !== null);
  assert.ok(solved.length > 0 && solved.every(({ test: { accuracy } }) => accuracy === null));
  assert.equal(lines[2].reached, solved.length);
});

test('what is no experiment is refused, with seeds and without', () => {
  for (const text of ['null', '5', 'true', '[]', '"circle"']) {
    const [one, several] = [[], ['--seeds', '2']].map((more) => relu(['run', file(text), '--epochs', '1', '--quiet', ...more]));
    assert.equal(one.status, 1, text);
    assert.match(one.stderr, /expected an object, got /);
    assert.deepEqual(several, one);
  }
});

test('a bad experiment ends with its sentence and a code', () => {
  const bad = relu(['run', file({ network: { layers: [{ units: -3 }] } })]);
  assert.equal(bad.status, 1);
  assert.equal(bad.stderr.trim(), 'network.layers[0].units: expected a whole number in 1..1024, got -3');
  assert.equal(bad.stdout, '');
  const notJson = relu(['run', file('{ "seed": ')]);
  assert.equal(notJson.status, 1);
  assert.match(notJson.stderr, /is not JSON/);
  const missing = relu(['run', join(folder, 'nothing.json')]);
  assert.equal(missing.status, 1);
  assert.match(missing.stderr, /nothing\.json/);
  assert.equal(relu(['run', file(experiment), '--epochs', '0']).status, 1);
});

const { cases: malformed } = JSON.parse(
  readFileSync(new URL('../fixtures/malformed-experiments.json', import.meta.url), 'utf8'),
);

test('every malformed experiment is refused with its path and what is allowed there', () => {
  assert.ok(malformed.length >= 20);
  for (const { input, path, range } of malformed) {
    const { status, stdout, stderr } = relu(['run', '-'], JSON.stringify(input));
    assert.equal(status, 1, JSON.stringify(input));
    assert.equal(stdout, '');
    assert.ok(stderr.startsWith(path), stderr);
    assert.ok(stderr.includes(range), stderr);
  }
});

test('a file that cannot be written is refused before the training', () => {
  for (const path of [join(folder, 'nowhere', 'net.safetensors'), folder]) {
    const endless = [program, 'run', file(experiment), '--epochs', '1000000000', '--quiet', '--save', path];
    const { status, stdout, stderr } = spawnSync(process.execPath, endless, { encoding: 'utf8', timeout: 20_000 });
    assert.deepEqual([status, stdout], [1, ''], path);
    assert.ok(stderr.includes(path), stderr);
  }
});

test('a file that breaks while it is written costs no result', { skip: !existsSync('/dev/full') }, () => {
  const { status, lastLine, stderr } = relu(['run', file(experiment), '--epochs', '2', '--quiet', '--save', '/dev/full']);
  assert.equal(status, 1);
  assert.match(stderr, /ENOSPC/);
  assert.equal(JSON.parse(lastLine).epoch, 2);
});

test('a file that was there stays until the new one is whole, under links too', () => {
  const own = join(folder, 'kept');
  mkdirSync(own);
  const [path, link, later] = ['net.safetensors', 'link', 'later'].map((name) => join(own, name));
  writeFileSync(path, 'old', { mode: 0o600 });
  symlinkSync(path, link);
  symlinkSync(join(own, 'new.safetensors'), later);
  const { ino } = statSync(path);
  for (const save of [link, later])
    assert.equal(relu(['run', file(experiment), '--epochs', '1', '--quiet', '--save', save]).status, 0);
  assert.notEqual(statSync(path).ino, ino); // another file in its place
  assert.equal(statSync(path).mode & 0o777, 0o600);
  assert.deepEqual(readdirSync(own).sort(), ['later', 'link', 'net.safetensors', 'new.safetensors']);
  for (const saved of [path, link, later]) assert.equal(relu(['run', '--resume', saved, '--epochs', '1', '--quiet']).status, 0);
});

const wild = { training: { optimizer: { name: 'sgd', learning_rate: 1e38 } } };

test('a run that diverges says so', () => {
  const { status, lastLine } = relu(['run', file(wild), '--quiet']);
  assert.equal(status, 2);
  assert.equal(JSON.parse(lastLine).diverged, true);
});

test('seeds that diverge are counted, and figures that none has are left out', () => {
  const seeds = ['--epochs', '2', '--quiet', '--seeds', '2'];
  const { status, lastLine } = relu(['run', file(wild), ...seeds]);
  assert.equal(status, 2);
  const { test_accuracy, ...counts } = JSON.parse(lastLine);
  assert.deepEqual(counts, { seeds: 2, diverged: 2 });
  assert.ok(test_accuracy.max < 1);
  const sound = relu(['run', file(experiment), ...seeds]);
  assert.equal(sound.status, 0);
  const summary = JSON.parse(sound.lastLine);
  assert.deepEqual(Object.keys(summary), ['seeds', 'diverged', 'test_loss', 'test_accuracy']);
  assert.equal(summary.diverged, 0);
  assert.match(relu(['run', '--help']).stdout.replace(/\s+/g, ' '), /2 where a network has diverged/);
});

test('diagnoses of seeds are told apart from the lines of JSON', () => {
  const { status, stdout, stderr } = relu(['run', file(experiment), '--epochs', '2', '--quiet', '--seeds', '2', '--diagnose']);
  assert.equal(status, 0);
  const lines = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  for (const { seed, diagnosis } of lines.slice(0, 2)) assert.ok(stderr.includes(`seed ${seed}: ${diagnosis.sentence}\n`));
  assert.equal(lines.length, 3);
});

test('a label without a table is refused', () => {
  const { status, stdout, stderr } = relu(['run', file(experiment), '--epochs', '1', '--quiet', '--label', 'species']);
  assert.deepEqual([status, stdout], [1, '']);
  assert.match(stderr, /--label is a column of --data/);
});

test('help, tables and schema name every activation', async () => {
  const { activations } = await catalog();
  const help = relu(['run', '--help']).stdout;
  const table = relu(['catalog', 'activations', '--markdown']).stdout;
  const schema = JSON.parse(relu(['schema']).stdout);
  for (const { name, formula } of activations) {
    assert.match(help, new RegExp(`\\b${name}\\b`));
    assert.ok(table.includes(`| ${name} |`));
    assert.ok(table.includes(formula.replaceAll('|', '\\|')));
    assert.ok(schema.$defs.activation.anyOf[0].enum.includes(name));
  }
  assert.deepEqual(JSON.parse(relu(['catalog']).stdout).activations, activations);
  assert.equal(relu(['catalog', 'nothing']).status, 1);
});
