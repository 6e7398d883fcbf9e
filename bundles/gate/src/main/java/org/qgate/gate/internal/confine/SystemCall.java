package org.qgate.gate.internal.confine;

import java.util.EnumSet;
import java.util.Set;

/**
 * The system calls that a Java machine needs to run one extender, with their numbers; what is not here is not there for the
 * process. Numbers: Linux, {@code arch/x86/entry/syscalls/syscall_64.tbl} and {@code include/uapi/asm-generic/unistd.h}.
 */
enum SystemCall {
    // waiting, reading, writing: the frequent ones first
    FUTEX(202, 98),
    READ(0, 63),
    WRITE(1, 64),
    EPOLL_WAIT(232, SystemCall.NONE),
    EPOLL_PWAIT(281, 22),
    SCHED_YIELD(24, 124),
    CLOCK_GETTIME(228, 113),
    CLOCK_NANOSLEEP(230, 115),
    NANOSLEEP(35, 101),
    GETTIMEOFDAY(96, 169),
    TIME(201, SystemCall.NONE),
    READV(19, 65),
    WRITEV(20, 66),
    PREAD64(17, 67),
    PWRITE64(18, 68),
    CLOSE(3, 57),
    LSEEK(8, 62),
    GETTID(186, 178),
    EPOLL_CTL(233, 21),
    EPOLL_CREATE1(291, 20),
    POLL(7, SystemCall.NONE),
    PPOLL(271, 73),
    SELECT(23, SystemCall.NONE),
    PSELECT6(270, 72),
    // memory
    MMAP(9, 222),
    MUNMAP(11, 215),
    MPROTECT(10, 226),
    MREMAP(25, 216),
    MADVISE(28, 233),
    BRK(12, 214),
    // threads and signals inside this one process
    RT_SIGACTION(13, 134),
    RT_SIGPROCMASK(14, 135),
    RT_SIGRETURN(15, 139),
    RT_SIGTIMEDWAIT(128, 137),
    SIGALTSTACK(131, 132),
    TGKILL(234, 131),
    RESTART_SYSCALL(219, 128),
    EXIT(60, 93),
    EXIT_GROUP(231, 94),
    SET_ROBUST_LIST(273, 99),
    GET_ROBUST_LIST(274, 100),
    RSEQ(334, 293),
    SET_TID_ADDRESS(218, 96),
    ARCH_PRCTL(158, SystemCall.NONE),
    MEMBARRIER(324, 283),
    // files, of which there are none but what is shown
    OPENAT(257, 56),
    OPEN(2, SystemCall.NONE),
    NEWFSTATAT(262, 79),
    FSTAT(5, 80),
    STAT(4, SystemCall.NONE),
    LSTAT(6, SystemCall.NONE),
    STATX(332, 291),
    ACCESS(21, SystemCall.NONE),
    FACCESSAT(269, 48),
    FACCESSAT2(439, 439),
    READLINK(89, SystemCall.NONE),
    READLINKAT(267, 78),
    GETCWD(79, 17),
    GETDENTS64(217, 61),
    STATFS(137, 43),
    FSTATFS(138, 44),
    FTRUNCATE(77, 46),
    FALLOCATE(285, 47),
    FSYNC(74, 82),
    FDATASYNC(75, 83),
    FLOCK(73, 32),
    FADVISE64(221, 223),
    SENDFILE(40, 71),
    COPY_FILE_RANGE(326, 285),
    UNLINK(87, SystemCall.NONE),
    UNLINKAT(263, 35),
    RENAME(82, SystemCall.NONE),
    RENAMEAT(264, 38),
    RENAMEAT2(316, 276),
    MKDIR(83, SystemCall.NONE),
    MKDIRAT(258, 34),
    RMDIR(84, SystemCall.NONE),
    SYMLINK(88, SystemCall.NONE),
    SYMLINKAT(266, 36),
    CHMOD(90, SystemCall.NONE),
    FCHMOD(91, 52),
    FCHMODAT(268, 53),
    UTIMENSAT(280, 88),
    UMASK(95, 166),
    CHDIR(80, 49),
    DUP(32, 23),
    DUP2(33, SystemCall.NONE),
    DUP3(292, 24),
    PIPE(22, SystemCall.NONE),
    PIPE2(293, 59),
    EVENTFD2(290, 19),
    FCNTL(72, 25),
    // the one connection
    CONNECT(42, 203),
    SHUTDOWN(48, 210),
    GETSOCKOPT(55, 209),
    SETSOCKOPT(54, 208),
    GETSOCKNAME(51, 204),
    GETPEERNAME(52, 205),
    SENDTO(44, 206),
    RECVFROM(45, 207),
    // what the Java machine asks about itself
    GETPID(39, 172),
    GETPPID(110, 173),
    GETUID(102, 174),
    GETEUID(107, 175),
    GETGID(104, 176),
    GETEGID(108, 177),
    GETGROUPS(115, 158),
    GETRANDOM(318, 278),
    UNAME(63, 160),
    SYSINFO(99, 179),
    TIMES(100, 153),
    GETRUSAGE(98, 165),
    GETRLIMIT(97, 163),
    PRLIMIT64(302, 261),
    SCHED_GETAFFINITY(204, 123),
    SCHED_GETPARAM(143, 121),
    SCHED_GETSCHEDULER(145, 120),
    SCHED_GET_PRIORITY_MAX(146, 125),
    SCHED_GET_PRIORITY_MIN(147, 126),
    GETCPU(309, 168),
    CLOCK_GETRES(229, 114),
    GETPRIORITY(140, 141),
    // what begins it; nothing else can be begun, for want of a second process
    EXECVE(59, 221),
    // looked at with their arguments
    CLONE(56, 220),
    CLONE3(435, 435),
    FORK(57, SystemCall.NONE),
    VFORK(58, SystemCall.NONE),
    SOCKET(41, 198),
    SOCKETPAIR(53, 199),
    IOCTL(16, 29),
    PRCTL(157, 167);

    /** What an architecture has not got: no call has this number. */
    static final int NONE = -1;

    /** Those whose arguments decide. */
    static final Set<SystemCall> LOOKED_AT =
            Set.copyOf(EnumSet.of(CLONE, CLONE3, FORK, VFORK, SOCKET, SOCKETPAIR, IOCTL, PRCTL));

    private final int x86;
    private final int arm;

    SystemCall(int x86, int arm) {
        this.x86 = x86;
        this.arm = arm;
    }

    /** Returns its number there, or {@link #NONE}. */
    int number(Architecture architecture) {
        return architecture == Architecture.X86_64 ? x86 : arm;
    }
}
