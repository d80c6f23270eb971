// The papers that lessons rest on, as a table.

/** @typedef {{ name: string, authors: string, title: string, year: number, arxiv?: string, where?: string }} Source */

/** @type {Source[]} */
export const SOURCES = [
  { name: 'minsky_1969', authors: 'Minsky, Papert', title: 'Perceptrons', year: 1969, where: 'MIT Press' },
  {
    name: 'hochreiter_1991',
    authors: 'Hochreiter',
    title: 'Untersuchungen zu dynamischen neuronalen Netzen',
    year: 1991,
    where: 'diploma thesis, TU München',
  },
  {
    name: 'settles_2009',
    authors: 'Settles',
    title: 'Active learning literature survey',
    year: 2009,
    where: 'University of Wisconsin–Madison',
  },
  {
    name: 'glorot_2010',
    authors: 'Glorot, Bengio',
    title: 'Understanding the difficulty of training deep feedforward neural networks',
    year: 2010,
    where: 'AISTATS',
  },
  {
    name: 'glorot_2011',
    authors: 'Glorot, Bordes, Bengio',
    title: 'Deep sparse rectifier neural networks',
    year: 2011,
    where: 'AISTATS',
  },
  {
    name: 'maas_2013',
    authors: 'Maas, Hannun, Ng',
    title: 'Rectifier nonlinearities improve neural network acoustic models',
    year: 2013,
    where: 'ICML workshop',
  },
  {
    name: 'montufar_2014',
    authors: 'Montúfar, Pascanu, Cho, Bengio',
    title: 'On the number of linear regions of deep neural networks',
    year: 2014,
    arxiv: '1402.1869',
  },
  {
    name: 'srivastava_2014',
    authors: 'Srivastava, Hinton, Krizhevsky, Sutskever, Salakhutdinov',
    title: 'Dropout: a simple way to prevent neural networks from overfitting',
    year: 2014,
    where: 'JMLR 15',
  },
  {
    name: 'goodfellow_2014',
    authors: 'Goodfellow, Shlens, Szegedy',
    title: 'Explaining and harnessing adversarial examples',
    year: 2014,
    arxiv: '1412.6572',
  },
  {
    name: 'kingma_2014',
    authors: 'Kingma, Ba',
    title: 'Adam: a method for stochastic optimization',
    year: 2014,
    arxiv: '1412.6980',
  },
  {
    name: 'he_2015',
    authors: 'He, Zhang, Ren, Sun',
    title: 'Delving deep into rectifiers: surpassing human-level performance on ImageNet classification',
    year: 2015,
    arxiv: '1502.01852',
  },
  {
    name: 'ioffe_2015',
    authors: 'Ioffe, Szegedy',
    title: 'Batch normalization: accelerating deep network training by reducing internal covariate shift',
    year: 2015,
    arxiv: '1502.03167',
  },
  {
    name: 'le_2015',
    authors: 'Le, Jaitly, Hinton',
    title: 'A simple way to initialize recurrent networks of rectified linear units',
    year: 2015,
    arxiv: '1504.00941',
  },
  {
    name: 'xu_2015',
    authors: 'Xu, Wang, Chen, Li',
    title: 'Empirical evaluation of rectified activations in convolutional network',
    year: 2015,
    arxiv: '1505.00853',
  },
  {
    name: 'clevert_2015',
    authors: 'Clevert, Unterthiner, Hochreiter',
    title: 'Fast and accurate deep network learning by exponential linear units',
    year: 2015,
    arxiv: '1511.07289',
  },
  {
    name: 'he_residual_2015',
    authors: 'He, Zhang, Ren, Sun',
    title: 'Deep residual learning for image recognition',
    year: 2015,
    arxiv: '1512.03385',
  },
  {
    name: 'hendrycks_2016',
    authors: 'Hendrycks, Gimpel',
    title: 'Gaussian error linear units',
    year: 2016,
    arxiv: '1606.08415',
  },
  { name: 'ba_2016', authors: 'Ba, Kiros, Hinton', title: 'Layer normalization', year: 2016, arxiv: '1607.06450' },
  {
    name: 'keskar_2016',
    authors: 'Keskar, Mudigere, Nocedal, Smelyanskiy, Tang',
    title: 'On large-batch training for deep learning: generalization gap and sharp minima',
    year: 2016,
    arxiv: '1609.04836',
  },
  {
    name: 'klambauer_2017',
    authors: 'Klambauer, Unterthiner, Mayr, Hochreiter',
    title: 'Self-normalizing neural networks',
    year: 2017,
    arxiv: '1706.02515',
  },
  {
    name: 'guo_2017',
    authors: 'Guo, Pleiss, Sun, Weinberger',
    title: 'On calibration of modern neural networks',
    year: 2017,
    arxiv: '1706.04599',
  },
  {
    name: 'madry_2017',
    authors: 'Madry, Makelov, Schmidt, Tsipras, Vladu',
    title: 'Towards deep learning models resistant to adversarial attacks',
    year: 2017,
    arxiv: '1706.06083',
  },
  {
    name: 'ramachandran_2017',
    authors: 'Ramachandran, Zoph, Le',
    title: 'Searching for activation functions',
    year: 2017,
    arxiv: '1710.05941',
  },
  {
    name: 'hanin_2018',
    authors: 'Hanin',
    title: 'Which neural net architectures give rise to exploding and vanishing gradients?',
    year: 2018,
    arxiv: '1801.03744',
  },
  {
    name: 'yang_2019',
    authors: 'Yang, Pennington, Rao, Sohl-Dickstein, Schoenholz',
    title: 'A mean field theory of batch normalization',
    year: 2019,
    arxiv: '1902.08129',
  },
  {
    name: 'lu_2019',
    authors: 'Lu, Shin, Su, Karniadakis',
    title: 'Dying ReLU and initialization: theory and numerical examples',
    year: 2019,
    arxiv: '1903.06733',
  },
  {
    name: 'bachlechner_2020',
    authors: 'Bachlechner, Majumder, Mao, Cottrell, McAuley',
    title: 'ReZero is all you need: fast convergence at large depth',
    year: 2020,
    arxiv: '2003.04887',
  },
];

const byName = new Map(SOURCES.map((row) => [row.name, row]));

/** @param {string} name @returns {Source} */
export function source(name) {
  const found = byName.get(name);
  if (!found) throw new RangeError(`expected one of ${[...byName.keys()].join(', ')} as a source, got ${name}`);
  return found;
}
