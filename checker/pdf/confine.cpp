#include "checker/pdf/confine.hpp"

#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>

#include <cerrno>
#include <cstddef>
#include <vector>

namespace hegui::pdf {

namespace {

#if defined(__x86_64__)
constexpr unsigned kArchitecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr unsigned kArchitecture = AUDIT_ARCH_AARCH64;
#else
constexpr unsigned kArchitecture = 0;
#endif

using Filter = std::vector<sock_filter>;

sock_filter statement(unsigned code, unsigned value) { return {static_cast<__u16>(code), 0, 0, value}; }
sock_filter jump(unsigned code, unsigned value, unsigned yes, unsigned no) {
  return {static_cast<__u16>(code), static_cast<__u8>(yes), static_cast<__u8>(no), value};
}

void deny(Filter& filter, long call) {
  filter.push_back(jump(BPF_JMP | BPF_JEQ | BPF_K, static_cast<unsigned>(call), 0, 1));
  filter.push_back(statement(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM));
}

/// Denies the call when any of the bits is set in its argument.
void deny_bits(Filter& filter, long call, unsigned argument, unsigned bits) {
  const auto place = static_cast<unsigned>(offsetof(seccomp_data, args) + argument * sizeof(__u64));
  filter.push_back(jump(BPF_JMP | BPF_JEQ | BPF_K, static_cast<unsigned>(call), 0, 4));
  filter.push_back(statement(BPF_LD | BPF_W | BPF_ABS, place));
  filter.push_back(jump(BPF_JMP | BPF_JSET | BPF_K, bits, 0, 1));
  filter.push_back(statement(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM));
  filter.push_back(statement(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
}

}  // namespace

void confine() {
  const rlimit nothing{0, 0};
  ::setrlimit(RLIMIT_FSIZE, &nothing);
  if (kArchitecture == 0) return;
  Filter filter;
  filter.push_back(statement(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, arch)));
  filter.push_back(jump(BPF_JMP | BPF_JEQ | BPF_K, kArchitecture, 1, 0));
  filter.push_back(statement(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS));
  filter.push_back(statement(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)));
  for (const long call : {SYS_socket,    SYS_socketpair, SYS_connect,   SYS_bind,     SYS_listen,   SYS_sendto,
                          SYS_execve,    SYS_execveat,   SYS_ptrace,    SYS_unlinkat, SYS_renameat, SYS_renameat2,
                          SYS_mkdirat,   SYS_linkat,     SYS_symlinkat, SYS_fchmodat, SYS_fchownat, SYS_truncate,
                          SYS_ftruncate, SYS_mknodat,    SYS_kill,      SYS_tkill})
    deny(filter, call);
#if defined(__x86_64__)
  for (const long call : {SYS_fork, SYS_vfork, SYS_creat, SYS_unlink, SYS_rename, SYS_mkdir, SYS_rmdir, SYS_link,
                          SYS_symlink, SYS_chmod, SYS_chown, SYS_mknod})
    deny(filter, call);
  deny_bits(filter, SYS_open, 1, O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND);
#endif
  deny_bits(filter, SYS_openat, 2, O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND);
  filter.push_back(statement(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
  const sock_fprog program{static_cast<unsigned short>(filter.size()), filter.data()};
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return;
  ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}

}  // namespace hegui::pdf
