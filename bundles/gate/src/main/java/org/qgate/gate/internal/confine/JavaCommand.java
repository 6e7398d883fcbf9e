package org.qgate.gate.internal.confine;

import java.util.ArrayList;
import java.util.List;

/**
 * How the Java machine of an extender is begun: small, one processor's worth of services, and nothing by which others could
 * look into it.
 *
 * @param runtime what it runs on
 * @param classPath as the process sees it
 * @param main is called with the path of the socket and that of the extender's jar
 */
record JavaCommand(JavaRuntime runtime, List<String> classPath, String main) {

    /** Options that do not depend on anything. */
    private static final List<String> OPTIONS = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:ReservedCodeCacheSize=24m",
            "-XX:MaxMetaspaceSize=64m",
            "-XX:CompressedClassSpaceSize=32m",
            "-XX:MaxDirectMemorySize=16m",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:-CreateCoredumpOnCrash",
            "-XX:-UsePerfData",
            "-XX:+DisableAttachMechanism",
            "-Xss512k",
            "-Xshare:auto",
            "-Xrs",
            "-Dfile.encoding=UTF-8",
            "-Djava.io.tmpdir=/tmp");

    /** Returns what runs an extender. */
    List<String> extender(Limits limits, String socket, String jar) {
        List<String> out = machine(limits);
        out.addAll(List.of("-cp", String.join(":", classPath), main, socket, jar));
        return out;
    }

    /** Returns what does nothing but begin and end. */
    List<String> probe(Limits limits) {
        List<String> out = machine(limits);
        out.add("-version");
        return out;
    }

    private List<String> machine(Limits limits) {
        List<String> out = new ArrayList<>();
        out.add(runtime.program().toString());
        out.add("-Xmx" + limits.heapMiB() + "m");
        out.addAll(OPTIONS);
        return out;
    }
}
