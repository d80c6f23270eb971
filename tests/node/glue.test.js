// The glue between JavaScript and WebAssembly: what is taken out of Emscripten's, and that what is left still carries every kind of value.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { withoutLoading } from '../../cpp/toolchain/lean-glue.mjs';
import { loadEngine } from '../../web/engine/loader.js';

const textOf = (/** @type {string} */ variant) =>
  readFileSync(new URL(`../../web/engine/wasm/engine-${variant}.mjs`, import.meta.url), 'utf8');

/** The shape of a glue, in an older release's words and in a newer one's. @type {Record<string, string>} */
const glues = {
  old: `var Module = (() => { var _scriptDir = typeof document != 'undefined' ? document.currentScript.src : undefined; return (function(Module) {
    var ENVIRONMENT_IS_WEB=typeof window=="object";var ENVIRONMENT_IS_WORKER=typeof importScripts=="function";var scriptDirectory="";
    if(ENVIRONMENT_IS_WEB||ENVIRONMENT_IS_WORKER){if(ENVIRONMENT_IS_WORKER){scriptDirectory=self.location.href}if(_scriptDir){scriptDirectory=_scriptDir}}else{}
    var wasmBinaryFile;wasmBinaryFile="a.wasm";if(!wasmBinaryFile.startsWith("data:")){wasmBinaryFile=scriptDirectory+wasmBinaryFile}
    function instantiateAsync(){return fetch(wasmBinaryFile)}
    function createWasm(){var info={};function receive(instance){Module["asm"]=instance}
      if(Module["instantiateWasm"]){return Module["instantiateWasm"](info,receive)}instantiateAsync().catch(receive);return{}}
    createWasm();return Module}) })(); export default Module;`,
  new: `var Module = (() => { var _scriptName = typeof document != 'undefined' ? document.currentScript?.src : undefined; return (function(Module) {
    var ENVIRONMENT_IS_WEB=typeof window=="object";var ENVIRONMENT_IS_WORKER=typeof importScripts=="function";var scriptDirectory="";
    if(ENVIRONMENT_IS_WEB||ENVIRONMENT_IS_WORKER){scriptDirectory=_scriptName}
    var wasmBinaryFile;function find(){return scriptDirectory+"a.wasm"}
    function instantiateAsync(){return fetch(wasmBinaryFile)}
    function createWasm(){var info={};function receive(instance){Module["asm"]=instance}
      if(Module["instantiateWasm"]){return Module["instantiateWasm"](info,receive)}wasmBinaryFile??=find();instantiateAsync().catch(receive);return{}}
    createWasm();return Module}) })(); export default Module;`,
};

describe('what finds and loads a module', () => {
  for (const [age, code] of Object.entries(glues))
    test(`goes out of the glue of ${age} releases, and what is handed a module stays`, async () => {
      const lean = withoutLoading(code);
      assert.doesNotMatch(lean, /fetch|document|location|scriptDirectory|\.wasm/);
      const { default: create } = await import(`data:text/javascript,${encodeURIComponent(lean)}`);
      const module = create({ instantiateWasm: (/** @type {any} */ _info, /** @type {any} */ receive) => receive('instance') });
      assert.equal(module.asm, 'instance');
    });

  test('is named where it is still there', () => {
    const elsewhere = glues.old.replace('createWasm();', 'createWasm();fetch("/other");');
    assert.throws(() => withoutLoading(elsewhere), /still loads its module: fetch/);
    const renamed = glues.old.replaceAll('instantiateWasm', 'makeWasm');
    assert.throws(() => withoutLoading(renamed), /still loads its module: .*fetch/);
    assert.throws(() => withoutLoading('var Module = ('), /cannot be read/);
  });
});

describe('the engine’s glue', () => {
  test('is the same for every build but for a name', () => {
    assert.ok(textOf('scalar').replaceAll('engine-scalar', 'engine-simd') === textOf('simd'), 'they differ');
  });

  for (const variant of /** @type {const} */ (['simd', 'scalar'])) {
    test(`${variant}: text comes back as it went, whatever its letters`, async () => {
      const { module } = await loadEngine(variant);
      for (const name of ['plain', 'größer', '𝒜 😀', 'before\0behind', '']) {
        assert.equal(module.validate({ network: { layers: [{ units: 2, activation: name }] } }), null);
        assert.ok(module.lastError().message.includes(`"${name}"`), module.lastError().message);
      }
    });

    test(`${variant}: half a letter becomes the mark for one, as everywhere`, async () => {
      const { module } = await loadEngine(variant);
      module.validate({ network: { layers: [{ units: 2, activation: 'half \ud83d' }] } });
      assert.ok(module.lastError().message.includes('"half \ufffd"'), module.lastError().message);
    });

    test(`${variant}: a function says how many arguments it takes`, async () => {
      const { module } = await loadEngine(variant);
      assert.throws(() => module.validate(), { name: 'BindingError', message: 'validate takes 1 arguments, not 0' });
    });

    test(`${variant}: strings and values that have crossed leave no memory behind`, async () => {
      const { module, memory } = await loadEngine(variant);
      const refuse = () => module.validate({ network: { layers: [{ units: 2, activation: 'x'.repeat(100_000) }] } });
      for (let i = 0; i < 20; i++) refuse();
      const { byteLength } = memory.buffer;
      for (let i = 0; i < 400; i++) refuse();
      assert.equal(memory.buffer.byteLength, byteLength);
    });
  }
});
