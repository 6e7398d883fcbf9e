package org.qgate.gate.internal.confine;

import java.nio.file.Path;

/**
 * One way in which a stranger's code may try to get out of its process, or at what is not its own, and what stops it. The table in
 * {@code docs/threat-model.md} has a row of each.
 */
enum Escape {
    NODE_FOLDER("read the node's folder", "read NODE/secret", "stopped .*NoSuchFile.*"),
    NODE_FOLDER_BY_LINK("the same by a symbolic link of its own", "link NODE", "stopped .*NoSuchFile.*"),
    HOME("look into the operator's home", "list /root", "stopped .*NoSuchFile.*"),
    ETC("read `/etc/passwd`", "read /etc/passwd", "stopped .*NoSuchFile.*"),
    ROOT_OF_ANOTHER("get at other files by `/proc/1/root`", "read /proc/1/root/etc/passwd", "stopped .*NoSuchFile.*"),
    WRITE_ROOT("write into the root folder", "write /own", "stopped .*Read-only.*"),
    WRITE_JAVA("change a file of the Java machine", "open JAVA/lib/modules", "stopped .*(Read-only|Access).*"),
    WRITE_PACKAGE("change its own package", "open /extender/package.jar", "stopped .*(Read-only|Access).*"),
    SYSCTL("change settings of the kernel", "open /proc/sys/kernel/core_pattern", "stopped .*(Read-only|Access).*"),
    DEVICE("open a terminal, a disk or shared memory", "list /dev", "got null random urandom zero"),
    FILL("fill the disk by `/tmp`", "fill", "stopped .*after 1[0-6] MiB: No space left.*"),
    LOOPBACK("connect to loopback", "connect 127.0.0.1 PORT", "stopped .*SocketException: Address family.*"),
    NETWORK("connect to any network", "connect 192.0.2.1 80", "stopped .*SocketException: Address family.*"),
    LISTEN("listen at a port", "listen", "stopped .*SocketException: Address family.*"),
    DATAGRAM("send a datagram", "datagram", "stopped .*SocketException: Address family.*"),
    INTERFACES("see the network's interfaces", "interfaces", "stopped .*SocketException.*"),
    NAMESPACE("find interfaces of the machine in `/proc`", "read /proc/self/net/dev", "got Inter-[^:]*\\blo:[^:]*"),
    UNIX_SOCKET("connect to a Unix socket of the machine", "unix SOCKET", "stopped .*SocketException.*"),
    DOOR_AGAIN("connect to the node a second time", "unix /extender/node", "stopped .*ConnectException.*"),
    PROCESSES("see other processes", "processes", "got 1"),
    SIGNAL_NODE("end the node", "signal NODEPID", "stopped .*there is no process.*"),
    FORK("begin a program", "fork /bin/sh", "stopped .*IOException.*(Operation not permitted|error=1,).*"),
    FORK_JAVA(
            "begin a Java machine",
            "fork JAVA/bin/java",
            "stopped .*IOException.*(Operation not permitted|error=1,).*"),
    ENVIRONMENT("read the node's environment", "environment", "got \\[LANG, MALLOC_ARENA_MAX, PWD]"),
    DESCRIPTORS(
            "use descriptors that it inherited",
            "descriptors",
            "got 0=pipe:\\S+ 1=(pipe:\\S+) 2=\\1"
                    + "( \\d+=(\\S+/lib/modules|/extender/\\S+|/dev/u?random|socket:\\S+|anon_inode:\\S+|gone))*"),
    CAPABILITIES("have privileges", "status CapEff", "got CapEff: 0000000000000000"),
    NEW_PRIVILEGES("gain privileges", "status NoNewPrivs", "got NoNewPrivs: 1"),
    NATIVE("load native code", "load JAVA/lib/libprefs.so", "got loaded"),
    DIRECT("allocate without end outside the heap", "direct", "stopped .*OutOfMemoryError.*"),
    UNSAFE("the same behind the collector's back", "unsafe", "stopped .*after [1-4]?[0-9]{1,2} MiB: .*OutOfMemory.*"),
    THREADS("make threads without end", "threads", "stopped .*after [0-9]{1,3} threads.*"),
    HEAP("allocate without end in the heap", "heap", "null"),
    FLOOD("print without end", "print", "got printed");

    private final String words;
    private final String attempt;
    private final String outcome;

    Escape(String words, String attempt, String outcome) {
        this.words = words;
        this.attempt = attempt;
        this.outcome = outcome;
    }

    /** Returns what the table calls it. */
    String words() {
        return words;
    }

    /** Returns what a stranger is told to do. */
    String attempt(ConfineBench bench, int port, Path socket) {
        return attempt.replace("NODEPID", Long.toString(ProcessHandle.current().pid()))
                .replace("NODE", bench.node.toString())
                .replace("JAVA", JavaRuntime.own().home().toString())
                .replace("PORT", Integer.toString(port))
                .replace("SOCKET", socket.toString());
    }

    /** Returns the pattern of what has to come of it. */
    String outcome() {
        return outcome;
    }
}
