#!/usr/bin/env node
// The command line: runs experiments, prints the tables and the schema. Arithmetic and rules are the engine's.
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { SingleBar } from 'cli-progress';
import { Command, InvalidArgumentError } from 'commander';
import { catalog, experimentSchema, markdownTable } from './catalog.js';
import { createModel, engineVariant, loadModel, PlaygroundError } from './index.js';
import { keeper } from './keep-file.node.js';

/** @import { Experiment } from './types.js' */

const exitBadInput = 1;
const exitDiverged = 2;

/** @param {string} value */
function positiveWhole(value) {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('Expected a whole number of at least 1.');
  return number;
}

/** @param {string} value */
function share(value) {
  const number = Number(value);
  if (!(number > 0 && number <= 1)) throw new InvalidArgumentError('Expected a number above 0 and up to 1.');
  return number;
}

/**
 * @param {string} file  a path, or - for standard input
 * @returns {Promise<Experiment>}
 */
async function readExperiment(file) {
  const source = file === '-' ? await text(process.stdin) : await readFile(file, 'utf8');
  try {
    return JSON.parse(source);
  } catch (cause) {
    throw new PlaygroundError(
      { code: 'wrong_type', message: `${file} is not JSON: ${/** @type {Error} */ (cause).message}`, path: '' },
      { cause },
    );
  }
}

/** @typedef {{ epochs: number, seeds?: number, target?: number, quiet?: boolean, diagnose?: boolean, save?: string, resume?: string, data?: string, label?: string }} RunOptions */

/**
 * @param {import('./index.js').TrainingModel} model
 * @param {RunOptions} options
 */
async function train(model, { epochs, target, quiet, diagnose }) {
  const epoch = {
    steps: model.description.stepsPerEpoch,
    budgetMs: Number.POSITIVE_INFINITY,
    watch: { target, health: diagnose },
  };
  const bar = new SingleBar({
    format: 'epoch {value}/{total} |{bar}| loss {loss} test accuracy {accuracy}',
    stream: process.stderr,
    hideCursor: true,
  });
  if (!quiet) bar.start(epochs, 0, { loss: '–', accuracy: '–' });
  let progress = await model.step(0);
  for (let trained = 1; trained <= epochs && !progress.diverged; ++trained) {
    progress = await model.advance(epoch);
    bar.update(trained, { loss: progress.train.loss?.toFixed(4) ?? '–', accuracy: progress.test.accuracy?.toFixed(3) ?? '–' });
    if (target !== undefined && progress.solvedEpoch !== null) break;
  }
  if (!quiet) bar.stop();
  return {
    seed: model.description.experiment.seed,
    step: progress.step,
    epoch: progress.epoch,
    train: progress.train,
    test: progress.test,
    diverged: progress.diverged,
    solved_epoch: progress.solvedEpoch,
    weight_hash: await model.weightHash(),
    ...(diagnose && { diagnosis: await model.diagnose() }),
  };
}

/** A diagnosis as lines to read: what is the case, what may help, what else is wrong. @param {import('./types.js').Diagnosis} diagnosis */
function told({ sentence, fixes, others }) {
  return [
    sentence,
    ...fixes.map(({ title }) => `  may help: ${title}`),
    ...others.map((other) => `  also: ${other.sentence}`),
  ].join('\n');
}

/** @param {string} message @returns {never} */
function refuse(message) {
  throw new PlaygroundError({ code: 'mismatch', message, path: '' });
}

/**
 * A figure of several runs on their test parts; nothing where no run has it.
 * @param {{ test: import('./types.js').Metrics }[]} results
 * @param {'loss' | 'accuracy'} name
 */
function spread(results, name) {
  const sorted = results.flatMap(({ test }) => test[name] ?? []).sort((a, b) => a - b);
  if (sorted.length === 0) return {};
  const median = (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
  return { [`test_${name}`]: { min: sorted[0], median, max: sorted[sorted.length - 1] } };
}

/**
 * The table of --data as `createModel` takes it; rows left out are told on standard error.
 * @param {RunOptions} options
 */
async function readTable({ data, label }) {
  if (data === undefined) return {};
  const { samplesFromCsv, skippedText } = await import('./csv.js');
  const { samples, skipped, skippedRows } = samplesFromCsv(await readFile(data, 'utf8'), { label });
  if (skippedRows > 0) console.error(`${data}: ${skippedRows} rows left out; ${skippedText(skipped[0])}`);
  return { data: samples };
}

/**
 * @param {string | undefined} file
 * @param {RunOptions} options
 */
async function run(file, options) {
  if ((file === undefined) === (options.resume === undefined))
    refuse('expected an experiment, or --resume with a model file, which holds its experiment; not both');
  if (options.seeds && (options.save ?? options.resume) !== undefined)
    refuse('--save and --resume are of one network; --seeds trains several');
  if (options.label !== undefined && options.data === undefined) refuse('--label is a column of --data, which is missing');
  const experiment = file === undefined ? {} : await readExperiment(file);
  const samples = await readTable(options);
  if (!options.seeds) {
    const model =
      options.resume === undefined
        ? await createModel(experiment, samples)
        : await loadModel(await readFile(options.resume), samples);
    const keep = options.save === undefined ? null : await keeper(options.save);
    const result = await train(model, options);
    if (result.diagnosis) console.log(told(result.diagnosis));
    console.log(JSON.stringify({ ...result, engine: await engineVariant() }));
    if (result.diverged) process.exitCode = exitDiverged;
    await keep?.(await model.save());
    await model.dispose();
    return;
  }
  const results = [];
  for (let seed = 1; seed <= options.seeds; ++seed) {
    // What is no object is the core's to refuse.
    const seeded = experiment?.constructor === Object ? { ...experiment, seed } : experiment;
    const model = await createModel(seeded, samples);
    const result = await train(model, { ...options, quiet: true });
    await model.dispose();
    if (result.diagnosis) console.error(`seed ${seed}: ${told(result.diagnosis)}`);
    console.log(JSON.stringify(result));
    results.push(result);
  }
  const { target } = options;
  const diverged = results.filter((result) => result.diverged).length;
  console.log(
    JSON.stringify({
      seeds: options.seeds,
      diverged,
      ...spread(results, 'loss'),
      ...spread(results, 'accuracy'),
      ...(target !== undefined && { target, reached: results.filter(({ solved_epoch }) => solved_epoch !== null).length }),
    }),
  );
  if (diverged > 0) process.exitCode = exitDiverged;
}

async function main() {
  const tables = await catalog();
  const tableNames = Object.entries(tables).flatMap(([name, value]) => (Array.isArray(value) ? [name] : []));
  const program = new Command('relu-playground').description(
    'Trains the networks of relu-playground in Node, with the same bits as in the page.',
  );
  program
    .command('run')
    .description('train an experiment; the last line is the result as JSON')
    .argument('[experiment.json]', 'the experiment, or - for standard input')
    .option('--epochs <n>', 'how many epochs', positiveWhole, 100)
    .option('--save <file>', 'keep the trained network in a model file')
    .option('--resume <file>', 'go on from a model file, for as many epochs again')
    .option('--seeds <n>', 'train once with each of the seeds 1..n and sum up', positiveWhole)
    .option('--target <share>', 'stop at this test accuracy, and count the seeds that reach it', share)
    .option('--data <table.csv>', 'train on a table instead of generated data')
    .option('--label <column>', 'the column of --data with the answer; the last when left out')
    .option(
      '--diagnose',
      'say what is the case with the run, and what may help (of --seeds on standard error); "diagnosis" in the result has the fixes as patches',
    )
    .option('--quiet', 'no progress bar')
    .addHelpText('after', `\nActivations: ${tables.activations.map((row) => row.name).join(', ')}`)
    .addHelpText(
      'after',
      `Data sets: ${[...tables.datasets, ...tables.sequences, ...tables.stored].map((row) => row.name).join(', ')}`,
    )
    .addHelpText(
      'after',
      `\nExit codes: ${exitBadInput} for what is refused or cannot be read or written, ${exitDiverged} where a network has diverged.`,
    )
    .action(run);
  program
    .command('catalog')
    .description('print a table, or all of them')
    .argument('[table]', `one of ${tableNames.join(', ')}`)
    .option('--markdown', 'as a Markdown table instead of JSON')
    .action((name, { markdown: asMarkdown }) => {
      if (name !== undefined && !tableNames.includes(name)) {
        throw new PlaygroundError({
          code: 'unknown_name',
          message: `expected one of ${tableNames.join(', ')}, got ${name}`,
          path: 'table',
        });
      }
      const table = name === undefined ? tables : /** @type {any} */ (tables)[name];
      if (!asMarkdown) return console.log(JSON.stringify(table, null, 2));
      for (const shown of name === undefined ? tableNames : [name])
        console.log(`${name === undefined ? `\n## ${shown}\n` : ''}${markdownTable(/** @type {any} */ (tables)[shown])}`);
    });
  program
    .command('schema')
    .description('print the JSON Schema of an experiment')
    .action(() => console.log(JSON.stringify(experimentSchema(tables), null, 2)));
  await program.parseAsync();
}

try {
  await main();
} catch (error) {
  if (!(error instanceof PlaygroundError) && !(error instanceof Error && 'code' in error)) throw error;
  console.error(error.message);
  process.exitCode = exitBadInput;
}
