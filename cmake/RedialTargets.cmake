# How every target of the project is compiled, in one place.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)  # programs find each other side by side, as when installed
find_program(REDIAL_CCACHE ccache)
if(REDIAL_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${REDIAL_CCACHE})
endif()

# Usage requirements shared by all our code: include paths from the root, warnings as errors, sanitizers.
add_library(redial_options INTERFACE)
target_include_directories(redial_options INTERFACE ${CMAKE_SOURCE_DIR})
target_compile_options(redial_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Wno-missing-field-initializers -Werror)
# These warnings of gcc 12 are made by its optimiser and err with inlined std::string, vector, variant and unique_ptr (GCC bug
# 105651 and its kin). Debug builds, where they are sound, keep them.
target_compile_options(redial_options INTERFACE
  $<$<AND:$<CXX_COMPILER_ID:GNU>,$<NOT:$<CONFIG:Debug>>>:
    -Wno-restrict;-Wno-maybe-uninitialized;-Wno-stringop-overflow;-Wno-free-nonheap-object>)
if(REDIAL_SANITIZE)
  add_compile_options(-fsanitize=${REDIAL_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer -g)
  add_link_options(-fsanitize=${REDIAL_SANITIZE})
  if(REDIAL_SANITIZE STREQUAL "thread" AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(redial_options INTERFACE -Wno-tsan)  # Asio's fences; harmless, and warnings are errors here
  endif()
endif()

# redial_library(NAME SOURCES … DEPENDS …): a static library of one folder.
function(redial_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPENDS" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  target_link_libraries(${name} PUBLIC redial_options ${ARG_DEPENDS})
endfunction()

# redial_test(NAME SOURCES … DEPENDS … LABEL unit [TIMEOUT seconds] [ALONE]): a GoogleTest binary, each test known to ctest by
# name; ALONE where a test needs the machine, or a file, to itself.
function(redial_test name)
  cmake_parse_arguments(ARG "ALONE" "LABEL;TIMEOUT" "SOURCES;DEPENDS" ${ARGN})
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 120)
  endif()
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE redial_options ${ARG_DEPENDS} GTest::gmock_main)
  target_compile_definitions(${name} PRIVATE REDIAL_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  gtest_discover_tests(${name} DISCOVERY_TIMEOUT 60 PROPERTIES
    LABELS ${ARG_LABEL} TIMEOUT ${ARG_TIMEOUT} RUN_SERIAL ${ARG_ALONE})
endfunction()

# redial_fuzzer(NAME SOURCES … DEPENDS … CORPUS dir): a libFuzzer binary; ctest runs it over its corpus only.
function(redial_fuzzer name)
  cmake_parse_arguments(ARG "" "CORPUS" "SOURCES;DEPENDS" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE redial_options ${ARG_DEPENDS})
  target_compile_options(${name} PRIVATE -fsanitize=fuzzer)
  target_link_options(${name} PRIVATE -fsanitize=fuzzer)
  file(GLOB corpus CONFIGURE_DEPENDS ${ARG_CORPUS}/*)
  add_test(NAME ${name} COMMAND ${name} -runs=0 ${ARG_CORPUS})
  set_tests_properties(${name} PROPERTIES LABELS fuzz TIMEOUT 120)
endfunction()
