// The condition that the client's data directory is in, and what it forbids there. The agent sets it at any time, by writing one
// byte to a file that this process has mapped. It opens, writes and reports nothing.
//
//     REDIAL_STORAGE_CONDITION   that file: 'i' intact, 'r' read-only, 'f' full
//     REDIAL_STORAGE_DIRECTORY   the data directory, without links in its path
//
// Without both, and outside of the directory, everything is allowed. A path counts as inside if it is absolute and begins with
// the directory's; one that is relative, or leads back out by "..", is not looked at.
#pragma once

#include <sys/types.h>

namespace redial::storage_condition {

// Reads the two variables, and hides them from programs that this process starts.
void find_condition();

// Each is 0 where the call may go on, and otherwise the errno that it fails with: EROFS or ENOSPC. They leave errno alone.
int refuses_open(const char* path, int flags);
int refuses_making(const char* path);    // of what is not there
int refuses_changing(const char* path);  // removing and renaming, and asking whether it may be written
// Writing `size` bytes at `at`, or where the descriptor stands if that is negative.
int refuses_writing(int descriptor, off_t at, off_t size);
int refuses_resizing(int descriptor, off_t size);

}  // namespace redial::storage_condition
