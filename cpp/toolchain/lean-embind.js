// For Emscripten's linker: Embind registers every type that it knows, and the two kinds of wide strings bring their encodings along. Nothing
// crosses this project's border as one.
mergeInto(LibraryManager.library, {
  _embind_register_std_wstring__deps: [],
  _embind_register_std_wstring: () => {},
});
