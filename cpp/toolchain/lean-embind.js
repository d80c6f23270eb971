// For Emscripten's linker: Embind registers every type that it knows, and the two kinds of wide strings bring their encodings along. Nothing
// crosses this project's border as one.
{
  const { library } = LibraryManager;
  mergeInto(library, {
    _embind_register_std_wstring__deps: [],
    // Its source is written out under the member's name, which some releases can do of a function alone, not of an arrow.
    _embind_register_std_wstring: function unused(_type, _size, _name) {},
  });
}
