# Libraries put in front of libc by LD_PRELOAD, in processes that are not ours: no C++ library, no exceptions, no sanitizer, no
# names but those that they stand in front of. Below lib/ they have the same place beside bin/ in the build as when installed.
function(redial_preload name)
  set(exports ${PROJECT_SOURCE_DIR}/agent/clients/native/interposition/exports.map)
  string(REPLACE _ - output ${name})
  add_library(${name} MODULE ${ARGN})
  target_link_libraries(${name} PRIVATE redial_options)
  target_compile_options(${name} PRIVATE -fno-sanitize=all -fno-exceptions -fno-rtti -U_FORTIFY_SOURCE)
  target_link_options(${name} PRIVATE -fno-sanitize=all -Wl,-z,defs -Wl,-z,now -Wl,--version-script=${exports})
  set_target_properties(${name} PROPERTIES
    OUTPUT_NAME ${output}
    LINKER_LANGUAGE C
    LINK_DEPENDS ${exports}
    LIBRARY_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/lib/redial)
endfunction()
