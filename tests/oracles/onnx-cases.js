// Operator cases of the ONNX standard's own tests.
import { Comparison } from './compare.js';
import { runNamed } from './models.js';
import { Unsupported } from './names.js';
import { operators, reasons } from './onnx-operators.js';

/** @import { Bench, CaseResult } from './compare.js' */
/** @import { Tensor } from './onnx-tensors.js' */

/** What is asked of a float32 core; the suite's own tolerance is wider. A case may carry one for digits that it lacks. */
const asked = { rtol: 1e-5, atol: 1e-6 };

/**
 * @param {{ op: string, attributes: any }} node
 * @param {(Tensor | null)[]} inputs
 * @param {(Tensor | null)[]} outputs
 * @param {any} testCase
 * @param {Bench} bench
 */
function runNode({ op, attributes }, inputs, outputs, testCase, { probes }) {
  const operator = operators.get(op);
  if (!operator) throw new Unsupported(reasons.get(op) ?? `no layer, loss or optimiser computes ${op}`);
  const opset = testCase.opset['ai.onnx'] ?? Number.POSITIVE_INFINITY;
  return operator({ attributes: { ...attributes, ...testCase.attributes_to_use }, inputs, outputs, opset, probes });
}

/**
 * Nodes wired by the names of their tensors.
 * @param {any} testCase
 * @param {Bench} bench
 */
function runGraph(testCase, bench) {
  /** @type {Map<string, Tensor | null>} */
  const tensors = new Map(testCase.inputs.map((/** @type {any} */ tensor) => [tensor.name, tensor]));
  const wanted = new Map(testCase.outputs.map((/** @type {any} */ tensor) => [tensor.name, tensor]));
  for (const node of testCase.nodes) {
    if (node.op === 'Constant') {
      tensors.set(node.outputs[0], node.attributes.value);
      continue;
    }
    const inputs = node.inputs.map((/** @type {string} */ name) => tensors.get(name) ?? null);
    const outputs = node.outputs.map((/** @type {string} */ name) => wanted.get(name) ?? { shape: inputs[0].shape, data: [] });
    const answers = runNode(node, inputs, outputs, testCase, bench);
    for (const [i, tensor] of answers.entries()) tensors.set(node.outputs[i], tensor);
  }
  return testCase.outputs.map((/** @type {any} */ { name }) => tensors.get(name));
}

/**
 * @param {any} testCase
 * @param {Bench} bench
 * @returns {CaseResult}
 */
function runCase(testCase, bench) {
  const { case: name, op, inputs, outputs, tolerance = asked } = testCase;
  const finite = inputs.every((/** @type {any} */ tensor) =>
    (tensor?.data ?? []).every((/** @type {any} */ v) => !Number.isFinite(v) || Number.isFinite(Math.fround(v))),
  );
  if (!finite) throw new Unsupported('its inputs leave float32');
  const got = op === 'Graph' ? runGraph(testCase, bench) : runNode(testCase, inputs, outputs, testCase, bench);
  const comparison = new Comparison();
  for (const [i, want] of outputs.entries()) {
    const answer = got[i];
    if (!want || (!answer && i > 0)) continue; // a further output that the operator's adapter says it has not
    const shape = answer?.shape ?? [];
    if (String(shape) !== String(want.shape))
      comparison.note(`${want.name}: shape ${shape} instead of ${want.shape}`, Number.POSITIVE_INFINITY);
    comparison.noteAll(want.name, answer?.data ?? [], want.data, tolerance.atol, tolerance.rtol);
  }
  return comparison.result(`onnx/${name}`);
}

/**
 * @param {{ cases: any[] }} fixture
 * @param {Bench} bench
 * @returns {Promise<CaseResult[]>}
 */
export function runOnnxCases({ cases }, bench) {
  return Promise.all(cases.map((testCase) => runNamed(`onnx/${testCase.case}`, () => runCase(testCase, bench))));
}
