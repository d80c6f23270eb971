// For Emscripten's linker: members of Embind's own library in a form that does what functions need which take and give numbers, strings, views
// of the memory and values, and no more. Embind knows overloads, types that are told after the functions that use them, strings that are
// bytes, three classes of errors; nothing here has a use for them. Refuses an Embind that has no such member.
{
  const { library } = LibraryManager;
  /** Those of a member's needs that its leaner form has, too. Releases differ in what they have to be told. */
  const still = (member, ...needs) => (library[`${member}__deps`] || []).filter((need) => needs.includes(need));

  // A member's source is written out under its name, which some releases can do of a function alone, not of an arrow.
  const lean = {
    // Nothing crosses this project's border as one of these two, and wide strings bring their encodings along.
    _embind_register_std_wstring__deps: [],
    _embind_register_std_wstring: function unused(_type, _size, _name) {},
    _embind_register_bigint__deps: [],
    _embind_register_bigint: function unused(_type, _name, _size, _least, _most) {},

    // What is a string to JavaScript, as UTF-8 behind its length.
    _embind_register_std_string__deps: [
      '$registerType',
      '$throwBindingError',
      ...still('_embind_register_std_string', 'malloc', 'free'),
    ],
    _embind_register_std_string: function register(type, _name) {
      registerType(type, {
        fromWireType: (from) => {
          var text = new TextDecoder().decode(HEAPU8.subarray(from + 4, from + 4 + HEAPU32[from >> 2]));
          _free(from);
          return text;
        },
        toWireType: (destructors, text) => {
          if (typeof text !== 'string') throwBindingError('not a string');
          var bytes = new TextEncoder().encode(text);
          var to = _malloc(5 + bytes.length);
          HEAPU32[to >> 2] = bytes.length;
          HEAPU8.set(bytes, to + 4);
          HEAPU8[to + 4 + bytes.length] = 0;
          if (destructors) destructors.push(_free, to);
          return to;
        },
        argPackAdvance: 8,
        readValueFromPointer: function (pointer) {
          return this.fromWireType(HEAPU32[pointer >> 2]);
        },
        destructorFunction: (at) => {
          _free(at);
        },
      });
    },

    // One function of a name. Its types are looked up when it is called: all are known by then.
    _embind_register_function__deps: [
      '$getWasmTableEntry',
      '$heap32VectorToArray',
      '$readLatin1String',
      '$registeredTypes',
      '$runDestructors',
      '$throwBindingError',
    ],
    _embind_register_function: function register(name, count, typesAt, _signature, invoker, target) {
      var types = heap32VectorToArray(count, typesAt);
      name = readLatin1String(name);
      invoker = getWasmTableEntry(invoker);
      Module[name] = (...given) => {
        if (given.length !== count - 1) throwBindingError(`${name} takes ${count - 1} arguments, not ${given.length}`);
        var destructors = [];
        var taken = types.slice(1).map((type, index) => registeredTypes[type].toWireType(destructors, given[index]));
        var result = registeredTypes[types[0]].fromWireType(invoker(target, ...taken));
        runDestructors(destructors);
        return result;
      };
    },

    $registerType__deps: ['$registeredTypes'],
    $registerType: function register(type, registered) {
      registeredTypes[type] = registered;
    },
    $requireRegisteredType__deps: ['$registeredTypes'],
    $requireRegisteredType: function require(type) {
      return registeredTypes[type];
    },

    $readLatin1String__deps: [],
    $readLatin1String: function read(at) {
      var text = '';
      while (HEAPU8[at]) text += String.fromCharCode(HEAPU8[at++]);
      return text;
    },

    $extendError__deps: [],
    $extendError: function extend(base, name) {
      return class extends base {
        get name() {
          return name;
        }
      };
    },

    $emval_get_global__deps: [],
    $emval_get_global: function found() {
      return globalThis;
    },
  };
  const unknown = Object.keys(lean).filter((member) => !member.endsWith('__deps') && !(member in library));
  if (unknown.length > 0) throw new Error(`Embind has no ${unknown.join(', ')} any more.`);
  mergeInto(library, lean);
}
