package org.qgate.gate.internal.confine;

/**
 * The filter between the process of an extender and the kernel: what is not allowed is not there. One process, many threads;
 * sockets of one family; nothing that makes namespaces, mounts, traces, or loads programs into the kernel. Source: Linux,
 * {@code Documentation/userspace-api/seccomp_filter.rst}.
 */
final class SystemCallFilter {
    /** {@code SECCOMP_RET_ALLOW}. */
    static final int ALLOW = 0x7FFF0000;
    /** {@code SECCOMP_RET_KILL_PROCESS}. */
    static final int KILL = 0x80000000;

    /** {@code SECCOMP_RET_ERRNO}; the number of the error stands in the low 16 bits. */
    static final int ERROR = 0x00050000;

    /** What C libraries take for "this kernel has none" and do without. */
    static final int NOT_THERE = ERROR | 38; // ENOSYS

    static final int FORBIDDEN = ERROR | 1; // EPERM
    static final int NO_SUCH_FAMILY = ERROR | 97; // EAFNOSUPPORT

    // struct seccomp_data of linux/seccomp.h: the number, the architecture, an address, six arguments of 64 bits.
    static final int NUMBER = 0;
    static final int ARCHITECTURE = 4;
    static final int FIRST = 16;
    static final int SECOND = 24;

    /** {@code CLONE_THREAD} of {@code linux/sched.h}. */
    private static final int CLONE_THREAD = 0x00010000;
    /** All {@code CLONE_NEW…} of {@code linux/sched.h}: namespaces of time, mounts, cgroups, names, messages, users, pids, net. */
    private static final int CLONE_NEW = 0x00000080 | 0x00020000 | 0x02000000 | 0x7C000000;

    private static final int AF_UNIX = 1;

    /** {@code FIONREAD}, {@code FIONBIO}, {@code TCGETS}: how much can be read, whether to wait, whether it is a terminal. */
    private static final int[] IOCTLS = {0x541B, 0x5421, 0x5401};

    /** {@code PR_SET_NAME}, {@code PR_GET_NAME}: of a thread. */
    private static final int[] PRCTLS = {15, 16};

    private SystemCallFilter() {}

    /** Returns the program for an architecture, as the kernel takes it. */
    static byte[] program(Architecture architecture) {
        BpfAssembler program = new BpfAssembler()
                .load(ARCHITECTURE)
                .ifUnequal(architecture.audit(), other -> other.answer(KILL)) // 32-bit calls have other numbers
                .load(NUMBER);
        for (SystemCall call : SystemCall.values()) {
            int number = call.number(architecture);
            if (number != SystemCall.NONE) {
                program.ifEqual(number, found -> decide(call, found));
            }
        }
        return program.answer(NOT_THERE).bytes();
    }

    private static void decide(SystemCall call, BpfAssembler found) {
        switch (call) {
            case CLONE ->
                found.load(FIRST)
                        .ifAny(CLONE_NEW, namespaces -> namespaces.answer(FORBIDDEN))
                        .ifAny(CLONE_THREAD, thread -> thread.answer(ALLOW))
                        .answer(FORBIDDEN);
            case CLONE3 ->
                found.answer(NOT_THERE); // its flags lie in memory, where no filter sees: libraries use clone
            case FORK, VFORK -> found.answer(FORBIDDEN);
            case SOCKET, SOCKETPAIR ->
                found.load(FIRST).ifEqual(AF_UNIX, unix -> unix.answer(ALLOW)).answer(NO_SUCH_FAMILY);
            case IOCTL -> only(IOCTLS, found.load(SECOND));
            case PRCTL -> only(PRCTLS, found.load(FIRST));
            default -> found.answer(ALLOW);
        }
    }

    private static void only(int[] allowed, BpfAssembler found) {
        for (int each : allowed) {
            found.ifEqual(each, it -> it.answer(ALLOW));
        }
        found.answer(FORBIDDEN);
    }
}
