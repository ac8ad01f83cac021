# The libraries of Debian that are used, as targets. tools/setup.sh installs them; docs/adr/0005 says why these.
find_package(Threads REQUIRED)
find_package(fmt REQUIRED)
find_package(tl-expected REQUIRED)
find_package(GTest REQUIRED)
find_package(CLI11 REQUIRED)
find_package(simdjson REQUIRED)
find_package(tomlplusplus REQUIRED)
find_package(benchmark REQUIRED)
find_package(nlohmann_json REQUIRED)

# tarifa_system_package(NAME HEADER LIBRARY): the target tarifa_pkg_<NAME> of a library that brings no CMake file.
function(tarifa_system_package name header library)
  find_path(TARIFA_${name}_INCLUDE ${header} REQUIRED)
  find_library(TARIFA_${name}_LIBRARY ${library} REQUIRED)
  add_library(tarifa_pkg_${name} INTERFACE IMPORTED GLOBAL)
  target_include_directories(tarifa_pkg_${name} SYSTEM INTERFACE "${TARIFA_${name}_INCLUDE}")
  target_link_libraries(tarifa_pkg_${name} INTERFACE "${TARIFA_${name}_LIBRARY}")
endfunction()

tarifa_system_package(gmp gmp.h gmp)
tarifa_system_package(sodium sodium.h sodium)
tarifa_system_package(utf8proc utf8proc.h utf8proc)
tarifa_system_package(tree_sitter tree_sitter/api.h tree-sitter)
