#include <errno.h>
#include <fcntl.h>
#include <seccomp.h>
#include <sys/socket.h>

// A macro with a cast, which Swift doesn't import.
static const unsigned int clairevoie_refuse = SCMP_ACT_ERRNO(EPERM);
static const unsigned int clairevoie_absent = SCMP_ACT_ERRNO(ENOSYS);
