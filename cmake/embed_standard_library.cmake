# tarifa_embed_standard_library(TARGET): stdlib/*.rule as standard_texts() of compiler/check/standard_library.h.
# Run as a script (-DOUTPUT= -DFOLDER=) it writes that file.
if(CMAKE_SCRIPT_MODE_FILE)
  file(GLOB rules "${FOLDER}/*.rule")
  list(SORT rules)
  set(entries "")
  foreach(rule IN LISTS rules)
    get_filename_component(name "${rule}" NAME_WE)
    file(READ "${rule}" text)
    string(APPEND entries "    {\"std.${name}\", \"std/${name}.rule\", R\"__rule(${text})__rule\"},\n")
  endforeach()
  file(WRITE "${OUTPUT}" "#include \"compiler/check/standard_library.h\"\n\nnamespace tarifa::check {\n\n"
    "std::span<const StandardText> standard_texts() {\n  static constexpr StandardText kTexts[] = {\n${entries}  };\n"
    "  return kTexts;\n}\n\n}  // namespace tarifa::check\n")
  return()
endif()

function(tarifa_embed_standard_library target)
  file(GLOB rules CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/stdlib/*.rule")
  set(output "${CMAKE_CURRENT_BINARY_DIR}/standard_library.cpp")
  set(script "${PROJECT_SOURCE_DIR}/cmake/embed_standard_library.cmake")
  add_custom_command(OUTPUT "${output}"
    COMMAND ${CMAKE_COMMAND} "-DOUTPUT=${output}" "-DFOLDER=${PROJECT_SOURCE_DIR}/stdlib" -P "${script}"
    DEPENDS ${rules} "${script}" VERBATIM)
  target_sources(${target} PRIVATE "${output}")
endfunction()
