package org.qgate.gate.internal.confine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The filter, evaluated here and by the kernel. */
class SystemCallFilterTest {
    private static final int AF_UNIX = 1;
    private static final int AF_INET = 2;
    private static final int AF_NETLINK = 16;
    private static final int AF_VSOCK = 40;
    /** What a C library's thread has. */
    private static final long THREAD = 0x3d0f00;
    /** What its fork has: SIGCHLD and two addresses to note. */
    private static final long FORK = 0x1200011;

    private static final long CLONE_NEWUSER = 0x10000000;
    private static final long TIOCSTI = 0x5412;
    private static final long FIONREAD = 0x541B;

    /** What no process of an extender may ever ask for, by its number on x86-64. */
    private static final Map<String, Integer> NEVER = Map.ofEntries(
            Map.entry("ptrace", 101),
            Map.entry("kill", 62),
            Map.entry("mount", 165),
            Map.entry("umount2", 166),
            Map.entry("pivot_root", 155),
            Map.entry("chroot", 161),
            Map.entry("unshare", 272),
            Map.entry("setns", 308),
            Map.entry("keyctl", 250),
            Map.entry("add_key", 248),
            Map.entry("bpf", 321),
            Map.entry("perf_event_open", 298),
            Map.entry("io_uring_setup", 425),
            Map.entry("userfaultfd", 323),
            Map.entry("kexec_load", 246),
            Map.entry("init_module", 175),
            Map.entry("finit_module", 313),
            Map.entry("process_vm_readv", 310),
            Map.entry("process_vm_writev", 311),
            Map.entry("memfd_create", 319),
            Map.entry("shmget", 29),
            Map.entry("mq_open", 240),
            Map.entry("setuid", 105),
            Map.entry("personality", 135),
            Map.entry("open_by_handle_at", 304),
            Map.entry("bind", 49),
            Map.entry("listen", 50),
            Map.entry("sendmsg", 46),
            Map.entry("recvmsg", 47),
            Map.entry("mknod", 133),
            Map.entry("execveat", 322),
            Map.entry("pidfd_open", 434),
            Map.entry("seccomp", 317),
            Map.entry("setpriority", 141),
            Map.entry("sched_setaffinity", 203));

    @TempDir
    Path folder;

    private static int answer(Architecture of, SystemCall call, long first, long second) {
        return new TinyBpf(SystemCallFilter.program(of)).answer(of.audit(), call.number(of), first, second);
    }

    @ParameterizedTest
    @EnumSource
    void shouldAllowWhatIsNamedWhateverItsArguments(Architecture of) {
        TinyBpf program = new TinyBpf(SystemCallFilter.program(of));
        for (SystemCall call : SystemCall.values()) {
            int number = call.number(of);
            if (number != SystemCall.NONE && !SystemCall.LOOKED_AT.contains(call)) {
                assertEquals(SystemCallFilter.ALLOW, program.answer(of.audit(), number, -1, -1), call.name());
            }
        }
        assertTrue(program.length() < 4_096, () -> program.length() + " instructions");
    }

    @ParameterizedTest
    @EnumSource
    void shouldAllowThreadsAndNoProcess(Architecture of) {
        assertEquals(SystemCallFilter.ALLOW, answer(of, SystemCall.CLONE, THREAD, 0));
        assertEquals(SystemCallFilter.FORBIDDEN, answer(of, SystemCall.CLONE, FORK, 0));
        assertEquals(SystemCallFilter.FORBIDDEN, answer(of, SystemCall.CLONE, 0, 0));
        assertEquals(SystemCallFilter.FORBIDDEN, answer(of, SystemCall.CLONE, THREAD | CLONE_NEWUSER, 0));
        assertEquals(SystemCallFilter.NOT_THERE, answer(of, SystemCall.CLONE3, THREAD, 0));
        if (of == Architecture.X86_64) { // others have none of the two
            assertEquals(SystemCallFilter.FORBIDDEN, answer(of, SystemCall.FORK, 0, 0));
            assertEquals(SystemCallFilter.FORBIDDEN, answer(of, SystemCall.VFORK, 0, 0));
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldAllowUnixSocketsOnly(Architecture of) {
        assertEquals(SystemCallFilter.ALLOW, answer(of, SystemCall.SOCKET, AF_UNIX, 1));
        for (int family : List.of(0, AF_INET, 10, AF_NETLINK, 17, 38, AF_VSOCK)) {
            assertEquals(SystemCallFilter.NO_SUCH_FAMILY, answer(of, SystemCall.SOCKET, family, 1), "family " + family);
            assertEquals(SystemCallFilter.NO_SUCH_FAMILY, answer(of, SystemCall.SOCKETPAIR, family, 1));
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldLookAtWhatIsAskedOfDevicesAndThreads(Architecture of) {
        assertEquals(SystemCallFilter.ALLOW, answer(of, SystemCall.IOCTL, 0, FIONREAD));
        assertEquals(SystemCallFilter.FORBIDDEN, answer(of, SystemCall.IOCTL, 0, TIOCSTI));
        // The kernel takes 32 bits: what stands above them must not make another one of it.
        assertEquals(SystemCallFilter.FORBIDDEN, answer(of, SystemCall.IOCTL, 0, TIOCSTI | 1L << 32));
        assertEquals(SystemCallFilter.ALLOW, answer(of, SystemCall.PRCTL, 15, 0));
        assertEquals(SystemCallFilter.FORBIDDEN, answer(of, SystemCall.PRCTL, 4, 1)); // PR_SET_DUMPABLE
    }

    /** Of each number that the kernel may have one day: those that nobody named are not there. */
    @ParameterizedTest
    @EnumSource
    void shouldHaveNothingThatNobodyNamed(Architecture of) {
        TinyBpf program = new TinyBpf(SystemCallFilter.program(of));
        Map<Integer, SystemCall> named = new HashMap<>();
        for (SystemCall call : SystemCall.values()) {
            named.put(call.number(of), call);
        }
        for (int number = 0; number < 1_024; number++) {
            if (!named.containsKey(number)) {
                assertEquals(SystemCallFilter.NOT_THERE, program.answer(of.audit(), number, 0, 0), "number " + number);
            }
            int x32 = number | 0x40000000; // __X32_SYSCALL_BIT of asm/unistd.h
            assertEquals(SystemCallFilter.NOT_THERE, program.answer(of.audit(), x32, 0, 0), "number " + x32);
        }
        NEVER.forEach((name, number) -> assertEquals(
                SystemCallFilter.NOT_THERE,
                new TinyBpf(SystemCallFilter.program(Architecture.X86_64))
                        .answer(Architecture.X86_64.audit(), number, 0, 0),
                name));
    }

    @ParameterizedTest
    @EnumSource
    void shouldKillWhoUsesAnotherArchitecturesCalls(Architecture of) {
        TinyBpf program = new TinyBpf(SystemCallFilter.program(of));
        assertEquals(SystemCallFilter.KILL, program.answer(0x40000003, 1, 0, 0)); // AUDIT_ARCH_I386
        assertEquals(SystemCallFilter.KILL, program.answer(0x40000028, 1, 0, 0)); // AUDIT_ARCH_ARM
    }

    @Test
    void shouldRefuseBlocksThatNoJumpReaches() {
        BpfAssembler program = new BpfAssembler();
        assertThrows(
                IllegalArgumentException.class,
                () -> program.ifEqual(1, block -> {
                    for (int i = 0; i < 256; i++) {
                        block.answer(i);
                    }
                }));
        assertThrows(IllegalStateException.class, program::bytes);
    }

    /** The kernel's own answers, to a program that asks for what no Java code can. */
    @Test
    void shouldBeTheKernelsAnswerToo() throws Exception {
        Path perl = Path.of("/usr/bin/perl");
        Optional<Architecture> architecture = Architecture.of(System.getProperty("os.arch"));
        assumeTrue(
                Files.isExecutable(perl) && architecture.equals(Optional.of(Architecture.X86_64)),
                "SKIPPED: needs perl on x86-64, to ask the kernel itself");
        try (ConfineBench bench = new ConfineBench(folder)) {
            bench.assumeHeld();
        }
        Path filter = Files.write(folder.resolve("filter"), SystemCallFilter.program(Architecture.X86_64));
        List<String> names = NEVER.keySet().stream().sorted().toList();
        StringBuilder script = new StringBuilder("$! = 0; my $r;");
        for (String name : names) {
            script.append("$r = syscall(")
                    .append(NEVER.get(name))
                    .append(", 0, 0, 0, 0, 0); print \"")
                    .append(name)
                    .append(" $r \", $! + 0, \"\\n\";");
        }
        script.append("$r = syscall(57); print \"fork $r \", $! + 0, \"\\n\";");
        script.append("$r = syscall(41, 2, 1, 0); print \"inet $r \", $! + 0, \"\\n\";");
        script.append("$r = syscall(41, 1, 1, 0); print \"unix \", $r > 0 ? 1 : 0, \"\\n\";");
        List<String> expected = new ArrayList<>();
        names.forEach(name -> expected.add(name + " -1 38")); // ENOSYS
        expected.addAll(List.of("fork -1 1", "inet -1 97", "unix 1"));
        assertEquals(expected, run(filter, perl, script.toString()));
    }

    private static List<String> run(Path filter, Path perl, String script) throws IOException, InterruptedException {
        Process held = new ProcessBuilder(
                        "/bin/sh",
                        "-c",
                        "exec \"$@\" 3<\"$0\"",
                        filter.toString(),
                        Bubblewrap.find("").orElseThrow().toString(),
                        "--unshare-all",
                        "--die-with-parent",
                        "--as-pid-1", // otherwise bubblewrap waits inside, for which there is no call
                        "--ro-bind",
                        "/",
                        "/",
                        "--dev",
                        "/dev",
                        "--seccomp",
                        "3",
                        "--",
                        perl.toString(),
                        "-e",
                        script)
                .redirectErrorStream(true)
                .start();
        held.getOutputStream().close();
        String said = new String(held.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(held.waitFor(ConfineBench.LONG_MS, TimeUnit.MILLISECONDS));
        return said.lines().toList();
    }
}
