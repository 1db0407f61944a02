import CSeccomp
import Foundation
import RowFormat

/// Takes from the process what reading a file doesn't need: the network, every way to change a file, other programs.
enum Sandbox {
    private static let forbidden = [
        "socket", "socketpair", "connect", "bind", "listen", "accept", "accept4", "sendto", "sendmsg", "sendmmsg",
        "creat", "unlink", "unlinkat", "rename", "renameat", "renameat2", "mkdir", "mkdirat", "rmdir", "link", "linkat",
        "symlink", "symlinkat", "mknod", "mknodat", "chmod", "fchmod", "fchmodat", "fchmodat2", "chown", "fchown",
        "lchown", "fchownat", "truncate", "ftruncate", "fallocate", "utime", "utimes", "utimensat", "futimesat",
        "setxattr", "lsetxattr", "fsetxattr", "removexattr", "lremovexattr", "fremovexattr", "mount", "umount2",
        "pivot_root", "chroot", "ptrace", "process_vm_readv", "process_vm_writev", "pidfd_getfd", "bpf", "keyctl",
        "add_key", "request_key", "perf_event_open", "userfaultfd", "io_uring_setup", "io_uring_enter",
        "io_uring_register", "setns", "unshare", "kexec_load", "init_module", "finit_module", "delete_module",
        "open_by_handle_at", "swapon", "swapoff", "reboot", "sethostname", "setdomainname", "syslog", "acct",
        "open_tree", "move_mount", "fsopen", "fsmount", "memfd_create", "shmget", "msgget", "semget", "setuid",
        "setgid",
    ]
    private static let programs = ["execve", "execveat", "fork", "vfork"]
    /// Calls whose flags lie in memory, where a filter can't see them; libraries fall back on the older ones.
    private static let unseen = ["openat2", "clone3"]
    /// CLONE_THREAD of sched.h.
    private static let cloneThread: UInt64 = 0x10000

    /// Closes the sandbox; there is no way out of it, for the process and all that it starts.
    ///
    /// - Throws: ``ReaderFailure`` of code `noSandbox`, and then nothing may be opened.
    static func close(mayRunPrograms: Bool) throws {
        guard let filter = unsafe seccomp_init(SCMP_ACT_ALLOW) else {
            throw ReaderFailure(.noSandbox, ["seccomp_init"])
        }
        defer { unsafe seccomp_release(filter) }
        for name in forbidden { unsafe try add(filter, clairevoie_refuse, name, []) }
        for name in unseen { unsafe try add(filter, clairevoie_absent, name, []) }
        for (name, argument) in [("open", UInt32(1)), ("openat", 2)] {
            let written: [(mask: Int32, value: Int32)] = [
                (O_ACCMODE, O_WRONLY), (O_ACCMODE, O_RDWR), (O_CREAT, O_CREAT), (O_TRUNC, O_TRUNC),
            ]
            for flags in written {
                unsafe try add(
                    filter, clairevoie_refuse, name,
                    [condition(argument, mask: UInt64(flags.mask), value: UInt64(flags.value))])
            }
        }
        if !mayRunPrograms {
            for name in programs { unsafe try add(filter, clairevoie_refuse, name, []) }
            unsafe try add(filter, clairevoie_refuse, "clone", [condition(0, mask: cloneThread, value: 0)])
        }
        let status = unsafe seccomp_load(filter)
        guard status == 0 else { throw ReaderFailure(.noSandbox, [unsafe String(cString: strerror(-status))]) }
    }

    private static func condition(_ argument: UInt32, mask: UInt64, value: UInt64) -> scmp_arg_cmp {
        scmp_arg_cmp(arg: argument, op: SCMP_CMP_MASKED_EQ, datum_a: mask, datum_b: value)
    }

    private static func add(
        _ filter: scmp_filter_ctx, _ action: UInt32, _ name: String, _ conditions: [scmp_arg_cmp]
    ) throws {
        let call = unsafe seccomp_syscall_resolve_name(name)
        // A call that the processor's family or the library doesn't know.
        guard call >= 0 else { return }
        let status = unsafe seccomp_rule_add_array(filter, action, call, UInt32(conditions.count), conditions)
        guard status == 0 else { throw ReaderFailure(.noSandbox, [name]) }
    }
}
