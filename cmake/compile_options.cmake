# How every file of the project is compiled. Amounts must not depend on the optimiser: no fast-math, no contraction.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()
set(CMAKE_CXX_FLAGS_DEBUG "-O0 -g1")
set(CMAKE_CXX_FLAGS_RELEASE "-O2")  # without NDEBUG: checks stay on
set(CMAKE_CXX_FLAGS_SANITIZE "-O1 -g1 -fno-omit-frame-pointer")
foreach(build DEBUG RELEASE SANITIZE)  # C is the parser that tree-sitter generates
  set(CMAKE_C_FLAGS_${build} "${CMAKE_CXX_FLAGS_${build}}")
endforeach()

add_compile_options(-ffp-contract=off -fno-math-errno)
add_compile_options("-ffile-prefix-map=${PROJECT_SOURCE_DIR}/=")  # __FILE__ from the root of the repository

# For our own sources only; generated ones say so themselves.
set(tarifa_warnings
  -Wall -Wextra -Werror -Wcovered-switch-default -Wnon-virtual-dtor -Wvla
  -Wno-missing-field-initializers -Wno-missing-designated-field-initializers  # members have initialisers
  -Wno-deprecated-declarations)  # libstdc++ 12 uses its own deprecated parts in stable_sort

find_program(TARIFA_MOLD ld.mold)
if(TARIFA_MOLD)
  add_link_options(-fuse-ld=mold)
endif()

# Objects are shared between build folders: paths below the base folder are made relative.
find_program(TARIFA_CCACHE ccache)
if(TARIFA_CCACHE)
  cmake_path(GET PROJECT_SOURCE_DIR PARENT_PATH tarifa_base)
  if(tarifa_base STREQUAL "/")
    set(tarifa_base "${PROJECT_SOURCE_DIR}")
  endif()
  set(CMAKE_CXX_COMPILER_LAUNCHER
    ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${tarifa_base} CCACHE_NOHASHDIR=1 ${TARIFA_CCACHE})
  set(CMAKE_C_COMPILER_LAUNCHER ${CMAKE_CXX_COMPILER_LAUNCHER})
endif()
