# tarifa_script_tests(LABEL)
# Every *_test.py of the calling folder is one entry <LABEL>_<name> in ctest. A script finds the command in the variable
# TARIFA, the repository in TARIFA_SOURCE_DIR, and fails by its exit status.
# tarifa_program_tests(LABEL): every *_test.cpp of the calling folder goes into one GoogleTest binary <LABEL>_tests.
function(tarifa_script_tests label)
  file(GLOB scripts CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*_test.py")
  foreach(script IN LISTS scripts)
    cmake_path(GET script STEM name)
    string(REGEX REPLACE "_test$" "" name "${name}")
    tarifa_script_test(${label}_${name} ${label} ${script})
  endforeach()
endfunction()

# tarifa_script_test(NAME LABEL SCRIPT [ARG...])
function(tarifa_script_test name label script)
  add_test(NAME ${name} COMMAND python3 ${script} ${ARGN} WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
  set_tests_properties(${name} PROPERTIES LABELS ${label} ENVIRONMENT
    "TARIFA=${PROJECT_BINARY_DIR}/tarifa;TARIFA_SOURCE_DIR=${PROJECT_SOURCE_DIR};PYTHONDONTWRITEBYTECODE=1")
endfunction()

function(tarifa_program_tests label)
  cmake_parse_arguments(arg "" "" "DEPS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*_test.cpp")
  if(NOT sources)
    return()
  endif()
  add_executable(${label}_tests ${sources})
  target_compile_options(${label}_tests PRIVATE ${tarifa_warnings})
  target_compile_definitions(${label}_tests PRIVATE TARIFA_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  target_link_libraries(${label}_tests PRIVATE ${arg_DEPS} GTest::gmock GTest::gtest_main)
  add_test(NAME ${label}_tests COMMAND ${label}_tests WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
  set_tests_properties(${label}_tests PROPERTIES LABELS ${label})
endfunction()
