# tarifa_antlr_library(TARGET NAME FILES GRAMMAR.g4...)
# Runs Debian's antlr4 tool (4.7.2, at build time only) on the grammars and makes a static library of what it writes.
# Its runtime is Debian's 4.9: the two go together; generated code needs -fno-char8_t in C++20. Users of the target
# see the headers as system headers, and are few, as each costs seconds.
find_program(TARIFA_ANTLR4 antlr4 REQUIRED)
find_path(TARIFA_ANTLR4_INCLUDE antlr4-runtime.h PATH_SUFFIXES antlr4-runtime REQUIRED)
find_library(TARIFA_ANTLR4_LIBRARY antlr4-runtime REQUIRED)

function(tarifa_antlr_library)
  cmake_parse_arguments(arg "" "TARGET" "FILES" ${ARGN})
  set(folder "${CMAKE_CURRENT_BINARY_DIR}/${arg_TARGET}")
  set(sources)
  set(headers)
  foreach(grammar IN LISTS arg_FILES)
    cmake_path(GET grammar STEM name)
    list(APPEND sources "${folder}/${name}.cpp")
    list(APPEND headers "${folder}/${name}.h")
  endforeach()
  add_custom_command(OUTPUT ${sources} ${headers}
    COMMAND ${TARIFA_ANTLR4} -Dlanguage=Cpp -no-listener -no-visitor -Xexact-output-dir -Werror
      -o "${folder}" ${arg_FILES}
    DEPENDS ${arg_FILES}
    COMMENT "antlr4 ${arg_TARGET}" VERBATIM)
  add_library(${arg_TARGET} STATIC ${sources})
  target_include_directories(${arg_TARGET} SYSTEM PUBLIC "${folder}" "${TARIFA_ANTLR4_INCLUDE}")
  target_compile_options(${arg_TARGET} PUBLIC -fno-char8_t PRIVATE -w)
  target_precompile_headers(${arg_TARGET} PRIVATE <antlr4-runtime.h>)
  target_link_libraries(${arg_TARGET} PUBLIC "${TARIFA_ANTLR4_LIBRARY}")
endfunction()
