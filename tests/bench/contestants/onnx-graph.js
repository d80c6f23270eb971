// Dense ReLU networks as ONNX graphs: the forward pass, and a whole training step with its gradients and update written out by hand,
// because the runtime only infers. Knows no runtime.
import protocol from 'onnx-proto';

const { onnx } = protocol;
const float = onnx.TensorProto.DataType.FLOAT;

/** Collects a graph's nodes, constants, inputs and outputs. */
class Graph {
  nodes = /** @type {any[]} */ ([]);
  constants = /** @type {any[]} */ ([]);
  inputs = /** @type {any[]} */ ([]);
  outputs = /** @type {any[]} */ ([]);

  /** @param {string} name @param {number[]} shape */
  #value(name, shape) {
    return { name, type: { tensorType: { elemType: float, shape: { dim: shape.map((dimValue) => ({ dimValue })) } } } };
  }

  /** @param {string} name @param {number[]} shape */
  input(name, shape) {
    this.inputs.push(this.#value(name, shape));
    return name;
  }

  /** @param {string} name @param {number[]} shape */
  output(name, shape) {
    this.outputs.push(this.#value(name, shape));
  }

  /** @param {number} number */
  constant(number) {
    const name = `c${this.constants.length}`;
    this.constants.push({ name, dataType: float, dims: [], floatData: [number] });
    return name;
  }

  /** The list [0], as the axes of a sum. */
  firstAxis() {
    const name = `c${this.constants.length}`;
    this.constants.push({ name, dataType: onnx.TensorProto.DataType.INT64, dims: [1], int64Data: [0] });
    return name;
  }

  /** @param {string} opType @param {string[]} input @param {Record<string, number>} [attributes]  whole numbers @param {string} [name] */
  op(opType, input, attributes = {}, name = `t${this.nodes.length}`) {
    const attribute = Object.entries(attributes).map(([key, i]) => ({
      name: key,
      type: onnx.AttributeProto.AttributeType.INT,
      i,
    }));
    this.nodes.push({ opType, input, output: [name], attribute });
    return name;
  }

  /** @returns {Uint8Array} */
  model() {
    const { nodes: node, constants: initializer, inputs: input, outputs: output } = this;
    return onnx.ModelProto.encode({
      irVersion: 7,
      opsetImport: [{ domain: '', version: 13 }],
      graph: { name: 'bench', node, initializer, input, output },
    }).finish();
  }
}

/** @param {Graph} graph @param {number[]} sizes @param {number} rows @returns {string[]} activations layer by layer, the last ones raw */
function forward(graph, sizes, rows) {
  const values = [graph.input('x', [rows, sizes[0]])];
  for (let i = 0; i + 1 < sizes.length; ++i) {
    const weights = graph.input(`w${i}`, [sizes[i + 1], sizes[i]]);
    const biases = graph.input(`b${i}`, [sizes[i + 1]]);
    const sums = graph.op('Gemm', [values[i], weights, biases], { transB: 1 });
    values.push(i + 2 < sizes.length ? graph.op('Relu', [sums]) : sums);
  }
  return values;
}

/** @param {number[]} sizes @param {number} rows @param {{ linked: boolean, maps: boolean }} options */
export function inferenceModel(sizes, rows, { linked, maps }) {
  const graph = new Graph();
  const values = forward(graph, sizes, rows);
  const hidden = maps ? values.slice(1, -1) : [];
  hidden.forEach((name, i) => void graph.output(name, [rows, sizes[i + 1]]));
  graph.op(linked ? 'Sigmoid' : 'Identity', [/** @type {string} */ (values.at(-1))], {}, 'answer');
  graph.output('answer', [rows, /** @type {number} */ (sizes.at(-1))]);
  return graph.model();
}

/**
 * One training step as a graph: parameters and the rule's state go in under their names and come out with a ′.
 * @param {import('../workloads.js').TrainingWorkload} workload
 */
export function trainingModel({ sizes, batch, head, rule }) {
  const graph = new Graph();
  const values = forward(graph, sizes, batch);
  const outputs = /** @type {number} */ (sizes.at(-1));
  const wanted = graph.input('y', [batch, outputs]);
  const linked = graph.op(head === 'softmax' ? 'Softmax' : 'Sigmoid', [/** @type {string} */ (values.at(-1))]);
  let delta = graph.op('Mul', [graph.op('Sub', [linked, wanted]), graph.constant(1 / batch)]);
  /** @type {{ name: string, shape: number[], gradient: string }[]} */
  const parameters = [];
  for (let i = sizes.length - 2; i >= 0; --i) {
    const gradient = graph.op('Gemm', [delta, values[i]], { transA: 1 });
    const sum = graph.op('ReduceSum', [delta, graph.firstAxis()], { keepdims: 0 });
    parameters.push(
      { name: `w${i}`, shape: [sizes[i + 1], sizes[i]], gradient },
      { name: `b${i}`, shape: [sizes[i + 1]], gradient: sum },
    );
    if (i === 0) break;
    const open = graph.op('Cast', [graph.op('Greater', [values[i], graph.constant(0)])], { to: float });
    delta = graph.op('Mul', [graph.op('MatMul', [delta, `w${i}`]), open]);
  }
  /** @type {string[]} */
  const state = [];
  const by = (/** @type {string} */ name, /** @type {number} */ factor) => graph.op('Mul', [name, graph.constant(factor)]);
  const goesOn = (/** @type {string} */ name, /** @type {number[]} */ shape) => {
    graph.output(`${name}′`, shape);
    state.push(name);
  };
  if (rule.name === 'adam') {
    graph.input('scale', []);
    graph.input('root', []);
  }
  for (const { name, shape, gradient } of parameters) {
    if (rule.name === 'sgd') graph.op('Sub', [name, by(gradient, rule.rate)], {}, `${name}′`);
    else {
      const m = graph.input(`m_${name}`, shape);
      const v = graph.input(`v_${name}`, shape);
      graph.op('Add', [by(m, 0.9), by(gradient, 0.1)], {}, `${m}′`);
      graph.op('Add', [by(v, 0.999), by(graph.op('Mul', [gradient, gradient]), 0.001)], {}, `${v}′`);
      const divisor = graph.op('Add', [graph.op('Mul', [graph.op('Sqrt', [`${v}′`]), 'root']), graph.constant(1e-8)]);
      graph.op('Sub', [name, graph.op('Div', [graph.op('Mul', [`${m}′`, 'scale']), divisor])], {}, `${name}′`);
      goesOn(m, shape);
      goesOn(v, shape);
    }
    goesOn(name, shape);
  }
  return { model: graph.model(), state };
}
