# The target tarifa_pkg_llvm: LLVM 19 as one shared library. Only compiler/codegen may use it.
find_program(TARIFA_LLVM_CONFIG llvm-config-19 REQUIRED)
execute_process(COMMAND ${TARIFA_LLVM_CONFIG} --includedir OUTPUT_VARIABLE tarifa_llvm_include
  OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${TARIFA_LLVM_CONFIG} --libdir OUTPUT_VARIABLE tarifa_llvm_lib
  OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
find_library(TARIFA_LLVM_LIBRARY LLVM-19 HINTS "${tarifa_llvm_lib}" REQUIRED)
add_library(tarifa_pkg_llvm INTERFACE IMPORTED GLOBAL)
target_include_directories(tarifa_pkg_llvm SYSTEM INTERFACE "${tarifa_llvm_include}")
target_link_libraries(tarifa_pkg_llvm INTERFACE "${TARIFA_LLVM_LIBRARY}")
target_compile_definitions(tarifa_pkg_llvm INTERFACE
  __STDC_CONSTANT_MACROS __STDC_FORMAT_MACROS __STDC_LIMIT_MACROS)
