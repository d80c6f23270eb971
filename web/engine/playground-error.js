// The one error type of the public API: code, path and sentence as the core says them. Knows nothing of WebAssembly.

/** @typedef {{ code: string, message: string, path: string }} ErrorRecord */

/**
 * An error that a program (code), a form (path) and a reader (message) can use.
 *
 * Codes     out_of_range · wrong_type · unknown_name · unknown_key · unknown_version · mismatch · shape_mismatch · not_finite ·
 *           too_large · out_of_memory · missing_data · bad_file · bad_points · bad_table · disposed · aborted · no_webassembly ·
 *           no_relaxed_simd · load_failed · engine_failed
 */
export class PlaygroundError extends Error {
  /**
   * @param {ErrorRecord} record
   * @param {{ cause?: unknown }} [options]
   */
  constructor({ code, message, path }, options) {
    super(path ? `${path}: ${message}` : message, options);
    this.name = 'PlaygroundError';
    /** Stable snake_case word. */
    this.code = code;
    /** Where in the experiment, as in `network.layers[1].units`; '' when nowhere in particular. */
    this.path = path;
    /** The sentence without the path. */
    this.reason = message;
  }
}

export const disposed = () => new PlaygroundError({ code: 'disposed', message: 'This model has been disposed of.', path: '' });
