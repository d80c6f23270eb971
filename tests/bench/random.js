// Numbers that look random and are the same everywhere, for the bench's data and first weights. Deliberately not the core's own
// stream: what is compared with the core must not lean on it.

/**
 * A stream of random numbers.
 *
 * Formula   word i = mix(seed + i·0x9e3779b9), mix being two rounds of "xor with the upper half, multiply"; a uniform number is a word
 *           by 2³²; a normal one is √(−2·ln u)·cos(2π·v) of two uniform ones (Box, Muller 1958).
 * @param {number} seed
 */
export function randomStream(seed) {
  let state = seed >>> 0;
  const uniform = () => {
    state = (state + 0x9e3779b9) >>> 0;
    let word = state;
    word = Math.imul(word ^ (word >>> 16), 0x21f0aaad);
    word = Math.imul(word ^ (word >>> 15), 0x735a2d97);
    return ((word ^ (word >>> 15)) >>> 0) / 2 ** 32;
  };
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  return { uniform, normal };
}
