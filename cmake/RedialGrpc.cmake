# gRPC out of Debian's static archives, as the target redial_grpc. The sixty shared libraries that it comes as otherwise take each
# process 8 ms to load and to relocate, which is more than a report of a stored run may spare. pkg-config says which archives it
# takes; what security updates matter for most, OpenSSL, stays shared, and so does all that is not gRPC's own.
find_package(PkgConfig REQUIRED)
pkg_check_modules(redial_grpc_modules REQUIRED grpc++>=1.51)
find_program(REDIAL_GRPC_PLUGIN grpc_cpp_plugin REQUIRED)

set(names ${redial_grpc_modules_STATIC_LIBRARIES})
list(REMOVE_DUPLICATES names)
list(REMOVE_ITEM names ssl crypto z dl rt atomic pthread)
set(archives)
foreach(name grpc++_reflection ${names})
  find_library(archive lib${name}.a HINTS ${redial_grpc_modules_STATIC_LIBRARY_DIRS} REQUIRED NO_CACHE)
  list(APPEND archives ${archive})
  unset(archive)
endforeach()
list(JOIN archives "," archives)

# In the group stands all that the archives need, since CMake knows of no order between it and others.
add_library(redial_grpc INTERFACE)
target_link_libraries(redial_grpc INTERFACE
  "$<LINK_GROUP:RESCAN,${archives},protobuf::libprotobuf,OpenSSL::SSL,OpenSSL::Crypto,ZLIB::ZLIB>" Threads::Threads)
