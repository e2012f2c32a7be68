# `cmake --install` and `cpack --preset release` (a DEB). Below share/redial stands what the source tree has, in the same places,
# so that the product finds its data in either: scenarios, the agents in Node.js, and proto/ which those load.
include(GNUInstallDirs)
set(redial_data ${CMAKE_INSTALL_DATADIR}/redial)

install(TARGETS redial redial-agent redial-mock-server)
if(TARGET redial_socket_observer)
  install(TARGETS redial_socket_observer redial_storage_condition LIBRARY DESTINATION lib/redial)
endif()
install(DIRECTORY scenarios/ DESTINATION ${redial_data}/scenarios
        FILES_MATCHING PATTERN *.yaml PATTERN *.json PATTERN engine EXCLUDE)
install(DIRECTORY benchmarks/specs DESTINATION ${redial_data}/benchmarks)
install(DIRECTORY proto/ DESTINATION ${redial_data}/proto FILES_MATCHING PATTERN *.proto)
install(FILES agent/clients/package.json agent/clients/package-lock.json DESTINATION ${redial_data}/agent/clients)
foreach(agent node_agent web native)
  install(DIRECTORY agent/clients/${agent}/src DESTINATION ${redial_data}/agent/clients/${agent})
  install(FILES agent/clients/${agent}/package.json DESTINATION ${redial_data}/agent/clients/${agent})
endforeach()
install(FILES README.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY docs DESTINATION ${CMAKE_INSTALL_DOCDIR})

# The agents' modules come from their lock file, not from the source tree, whose node_modules may hold the development ones.
install(CODE "
  execute_process(COMMAND npm ci --omit=dev --no-audit --no-fund --loglevel=error COMMAND_ERROR_IS_FATAL ANY
                  WORKING_DIRECTORY \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/${redial_data}/agent/clients\")")

# Scripts that complete the command line, where each shell looks for them, written by what has just been built. Debian's zsh looks
# below /usr in a place of its own.
install(CODE "
  set(bash bash-completion/completions/redial)
  set(fish fish/vendor_completions.d/redial.fish)
  set(zsh zsh/site-functions/_redial)
  if(CMAKE_INSTALL_PREFIX MATCHES \"/usr$\")
    set(zsh zsh/vendor-completions/_redial)
  endif()
  foreach(shell bash fish zsh)
    set(file \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/${CMAKE_INSTALL_DATADIR}/\${\${shell}}\")
    message(STATUS \"Installing: \${file}\")
    cmake_path(GET file PARENT_PATH folder)
    file(MAKE_DIRECTORY \"\${folder}\")
    execute_process(COMMAND $<TARGET_FILE:redial> completions \${shell} OUTPUT_FILE \"\${file}\" COMMAND_ERROR_IS_FATAL ANY)
  endforeach()")

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME redial)
set(CPACK_PACKAGE_CONTACT "The Redial authors")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY ${PROJECT_DESCRIPTION})
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "nodejs (>= 18)")
include(CPack)
